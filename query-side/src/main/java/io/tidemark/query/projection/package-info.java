/** The API for slices' projections: recorded events, their names, and columns of many rows. */
@NullMarked
package io.tidemark.query.projection;

import org.jspecify.annotations.NullMarked;
