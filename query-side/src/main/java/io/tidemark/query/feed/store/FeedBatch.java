package io.tidemark.query.feed.store;

import java.util.List;

/**
 * The entries that one batch added to the feed.
 *
 * @param after the position up to which the feed was complete before
 * @param entries all entries between the two positions, in order
 * @param upTo the position up to which the feed is complete now; at or before {@code after} if history was
 *     projected again
 */
public record FeedBatch(long after, List<FeedEntry> entries, long upTo) {

    /** What one transaction wrote in several steps, as one batch. */
    public static FeedBatch of(List<FeedBatch> steps) {
        var entries = steps.stream().flatMap(step -> step.entries().stream()).toList();
        return new FeedBatch(
                steps.get(0).after(), entries, steps.get(steps.size() - 1).upTo());
    }

    /** About how much memory it needs, in characters. */
    public int size() {
        return entries.stream().mapToInt(entry -> entry.data().length()).sum();
    }
}
