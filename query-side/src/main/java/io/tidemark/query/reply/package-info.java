/** Saved replies as their owner's devices show them. */
@NullMarked
package io.tidemark.query.reply;

import org.jspecify.annotations.NullMarked;
