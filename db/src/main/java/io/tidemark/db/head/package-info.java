/**
 * High-water marks: how far the log and what follows it have come, exchanged between processes by NOTIFY and by
 * polling.
 */
@NullMarked
package io.tidemark.db.head;

import org.jspecify.annotations.NullMarked;
