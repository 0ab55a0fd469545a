/** What clients of the feed speak with: the stream, the long poll and the snapshot. */
@NullMarked
package io.tidemark.query.stream;

import org.jspecify.annotations.NullMarked;
