/** Appending to the event log: the commands that wait are written together, by one transaction. */
@NullMarked
package io.tidemark.db.append;

import org.jspecify.annotations.NullMarked;
