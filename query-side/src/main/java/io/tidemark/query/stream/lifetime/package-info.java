/** Counts streams, limits how long each lasts, and ends them. */
@NullMarked
package io.tidemark.query.stream.lifetime;

import org.jspecify.annotations.NullMarked;
