/** Refusals of slices, without HTTP. */
@NullMarked
package io.tidemark.edge.refusal;

import org.jspecify.annotations.NullMarked;
