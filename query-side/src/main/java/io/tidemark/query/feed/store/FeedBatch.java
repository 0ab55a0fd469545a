package io.tidemark.query.feed.store;

import java.util.List;

/**
 * What the feed came to have by one batch.
 *
 * @param after where it was complete before
 * @param entries all that it has between there and the end, in order
 * @param upTo where it is complete now; at or before where it was if history was projected again
 */
public record FeedBatch(long after, List<FeedEntry> entries, long upTo) {

    /** What it needs of memory is about this, in characters. */
    public int size() {
        return entries.stream().mapToInt(entry -> entry.data().length()).sum();
    }
}
