package io.tidemark.query.feed.live;

import io.tidemark.query.feed.store.FeedBatch;
import io.tidemark.query.feed.store.FeedTuning;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The batches that this process has just written to the feed. Its tail reads them here and not from the database. */
@Component
class RecentBatches {

    private final Deque<FeedBatch> growths = new ArrayDeque<>();
    private final int maxChars;
    private int chars;

    RecentBatches(FeedTuning tuning) {
        this.maxChars = tuning.recentChars();
    }

    /** Keeps a committed batch. Drops the oldest batches if there is no room for them. */
    synchronized void add(FeedBatch feedBatch) {
        if (feedBatch.upTo() <= feedBatch.after()) {
            return; // History is projected again; nothing is new.
        }
        growths.add(feedBatch);
        chars += feedBatch.size();
        while (chars > maxChars) {
            forgetFirst();
        }
    }

    private void forgetFirst() {
        chars -= growths.remove().size();
    }

    /** The batch with the next entries after a position; null if it is not here. Drops the batches before it. */
    synchronized @Nullable FeedBatch after(long position) {
        while (!growths.isEmpty() && growths.getFirst().upTo() <= position) {
            forgetFirst();
        }
        var next = growths.peek();
        return next != null && next.after() <= position ? next : null;
    }
}
