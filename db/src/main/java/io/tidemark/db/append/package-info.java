/** Appends to the event log. One transaction writes all waiting commands. */
@NullMarked
package io.tidemark.db.append;

import org.jspecify.annotations.NullMarked;
