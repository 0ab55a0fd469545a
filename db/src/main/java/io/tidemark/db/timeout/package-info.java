/** The order of the time-outs of a process: each wait is shorter than the wait around it. */
@NullMarked
package io.tidemark.db.timeout;

import org.jspecify.annotations.NullMarked;
