/** Tracing, from the request that causes an event to the frames that carry the event. */
@NullMarked
package io.tidemark.edge.trace;

import org.jspecify.annotations.NullMarked;
