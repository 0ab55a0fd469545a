/** The side that projects and streams. */
@NullMarked
package io.tidemark.query;

import org.jspecify.annotations.NullMarked;
