/**
 * Follows the feed once per process, encodes each new entry once, and emits it to the subscribers of its channel.
 */
@NullMarked
package io.tidemark.query.feed.live;

import org.jspecify.annotations.NullMarked;
