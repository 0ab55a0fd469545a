/** Businesses as their owner's devices show them. */
@NullMarked
package io.tidemark.query.business;

import org.jspecify.annotations.NullMarked;
