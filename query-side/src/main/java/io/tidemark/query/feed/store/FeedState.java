package io.tidemark.query.feed.store;

/**
 * The positions of the feed and of the read models.
 *
 * @param head the position up to which the feed is complete
 * @param projected the position up to which the read models are complete; before the head only during a rebuild
 * @param floor entries at or before it may be removed
 */
public record FeedState(long head, long projected, long floor) {}
