package io.tidemark.query.feed.live;

import io.tidemark.query.feed.store.FeedBatch;
import io.tidemark.query.feed.store.FeedTuning;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this process itself has just written to the feed, for the one that follows it: it need not ask the database. */
@Component
class RecentBatches {

    private final Deque<FeedBatch> growths = new ArrayDeque<>();
    private final int maxChars;
    private int chars;

    RecentBatches(FeedTuning tuning) {
        this.maxChars = tuning.recentChars();
    }

    /** Keeps a committed batch, and forgets the oldest ones when there is no room for them. */
    synchronized void add(FeedBatch feedBatch) {
        if (feedBatch.upTo() <= feedBatch.after()) {
            return; // History is projected again, and there is nothing new to follow.
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

    /** What has the next entries of all channels after a position, if it is known; all before that is forgotten. */
    synchronized @Nullable FeedBatch after(long position) {
        while (!growths.isEmpty() && growths.getFirst().upTo() <= position) {
            forgetFirst();
        }
        var next = growths.peek();
        return next != null && next.after() <= position ? next : null;
    }
}
