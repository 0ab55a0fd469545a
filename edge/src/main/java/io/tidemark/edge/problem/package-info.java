/** Refusals and failures, as RFC 9457 problems. */
@NullMarked
package io.tidemark.edge.problem;

import org.jspecify.annotations.NullMarked;
