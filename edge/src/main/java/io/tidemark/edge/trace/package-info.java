/** Traces, from the request that causes an event to the frames that tell it. */
@NullMarked
package io.tidemark.edge.trace;

import org.jspecify.annotations.NullMarked;
