/** Writes long responses at the client's pace, without Reactor Netty's own writer. */
@NullMarked
package io.tidemark.query.stream.wire;

import org.jspecify.annotations.NullMarked;
