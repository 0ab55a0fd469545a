/** Runs the projections: one batch, one transaction, one process at a time. */
@NullMarked
package io.tidemark.query.projector;

import org.jspecify.annotations.NullMarked;
