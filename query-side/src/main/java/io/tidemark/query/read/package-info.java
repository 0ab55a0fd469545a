/** Reads of the read models: lists and snapshots at one cursor, never before the caller's own writes. */
@NullMarked
package io.tidemark.query.read;

import org.jspecify.annotations.NullMarked;
