/** Limits: how many may run at once, and for how long. */
@NullMarked
package io.tidemark.edge.limit;

import org.jspecify.annotations.NullMarked;
