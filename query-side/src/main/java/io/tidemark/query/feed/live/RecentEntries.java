package io.tidemark.query.feed.live;

import io.tidemark.query.feed.store.FeedGrowth;
import io.tidemark.query.feed.store.FeedProperties;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this process itself has just written to the feed, for the one that follows it: it need not ask the database. */
@Component
class RecentEntries {

    private final Deque<FeedGrowth> growths = new ArrayDeque<>();
    private final int maxChars;
    private int chars;

    RecentEntries(FeedProperties properties) {
        this.maxChars = properties.recentChars();
    }

    /** Keeps a committed batch, and forgets the oldest ones when there is no room for them. */
    synchronized void add(FeedGrowth growth) {
        if (growth.upTo() <= growth.after()) {
            return; // History is projected again, and there is nothing new to follow.
        }
        growths.add(growth);
        chars += growth.size();
        while (chars > maxChars) {
            forgetFirst();
        }
    }

    private void forgetFirst() {
        chars -= growths.remove().size();
    }

    /** What has the next entries of all channels after a position, if it is known; all before that is forgotten. */
    synchronized @Nullable FeedGrowth after(long position) {
        while (!growths.isEmpty() && growths.getFirst().upTo() <= position) {
            forgetFirst();
        }
        var next = growths.peek();
        return next != null && next.after() <= position ? next : null;
    }
}
