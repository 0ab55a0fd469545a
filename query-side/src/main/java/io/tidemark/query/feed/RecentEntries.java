package io.tidemark.query.feed;

import io.tidemark.db.Head;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What this process itself has just written to the feed, for the one that follows it: it need not ask the database. */
@Component
public class RecentEntries {

    private final Deque<FeedGrowth> growths = new ArrayDeque<>();
    private final Head feedHead;
    private final int maxChars;
    private int chars;

    RecentEntries(@Qualifier("feedHead") Head feedHead, FeedProperties properties) {
        this.feedHead = feedHead;
        this.maxChars = properties.recentChars();
    }

    /** Tells this process what is committed, and the others where the feed is now. */
    public void add(FeedGrowth growth) {
        if (growth.upTo() > growth.after()) { // Else history is projected again, and there is nothing new to follow.
            keep(growth);
        }
        feedHead.reach(growth.upTo());
    }

    private synchronized void keep(FeedGrowth growth) {
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
