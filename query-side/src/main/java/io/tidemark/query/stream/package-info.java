/** The feed's transports: the stream of Server-Sent Events and the long poll. */
@NullMarked
package io.tidemark.query.stream;

import org.jspecify.annotations.NullMarked;
