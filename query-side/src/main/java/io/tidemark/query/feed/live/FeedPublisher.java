package io.tidemark.query.feed.live;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.query.feed.store.FeedBatch;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Publishes what a committed batch added to the feed: to the readers of this process, and to the other processes. */
@Component
public class FeedPublisher {

    private final RecentBatches recent;
    private final HighWaterMark feedHighWaterMark;

    FeedPublisher(RecentBatches recent, @Qualifier("feedHighWaterMark") HighWaterMark feedHighWaterMark) {
        this.recent = recent;
        this.feedHighWaterMark = feedHighWaterMark;
    }

    /** Hands a batch that is committed to the readers of this process, then tells everybody how far the feed has come. */
    public void publish(FeedBatch feedBatch) {
        recent.add(feedBatch);
        feedHighWaterMark.publish(feedBatch.upTo());
    }
}
