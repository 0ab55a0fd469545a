package io.tidemark.query.feed.live;

import io.tidemark.db.head.Head;
import io.tidemark.query.feed.store.FeedGrowth;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Publishes what a committed batch added to the feed: to the readers of this process, and to the other processes. */
@Component
public class FeedPublisher {

    private final RecentEntries recent;
    private final Head feedHead;

    FeedPublisher(RecentEntries recent, @Qualifier("feedHead") Head feedHead) {
        this.recent = recent;
        this.feedHead = feedHead;
    }

    /** Hands a batch that is committed to the readers of this process, then tells everybody how far the feed has come. */
    public void publish(FeedGrowth growth) {
        recent.add(growth);
        feedHead.reach(growth.upTo());
    }
}
