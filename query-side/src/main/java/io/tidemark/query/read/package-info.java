/** Reading the read models: at one cursor, and not before the caller's own writes. */
@NullMarked
package io.tidemark.query.read;

import org.jspecify.annotations.NullMarked;
