package io.tidemark.query.feed.store;

/**
 * How far the feed and what it stands for have come.
 *
 * @param head the feed is complete up to here
 * @param projected the read models show all up to here; less than the head only while they are built anew
 * @param floor entries at or below it may be gone
 */
public record FeedState(long head, long projected, long floor) {}
