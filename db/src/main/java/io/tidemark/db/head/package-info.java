/**
 * High-water marks: the last positions of the log and of the feed. Processes exchange them by NOTIFY and by polling.
 */
@NullMarked
package io.tidemark.db.head;

import org.jspecify.annotations.NullMarked;
