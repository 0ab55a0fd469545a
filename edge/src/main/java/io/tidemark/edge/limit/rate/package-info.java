/** Rates: how many requests of one kind a user or an address may send. */
@NullMarked
package io.tidemark.edge.limit.rate;

import org.jspecify.annotations.NullMarked;
