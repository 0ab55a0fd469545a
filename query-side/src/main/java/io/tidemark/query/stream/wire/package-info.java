/** Writes answers that last at the client's pace, past Reactor Netty's own writer. */
@NullMarked
package io.tidemark.query.stream.wire;

import org.jspecify.annotations.NullMarked;
