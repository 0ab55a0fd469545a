/** What a slice's projection is written against: recorded events, their names, and columns of many rows. */
@NullMarked
package io.tidemark.query.projection;

import org.jspecify.annotations.NullMarked;
