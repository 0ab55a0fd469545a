package io.tidemark.query.feed.live;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.query.feed.store.FeedBatch;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Publishes the entries that a committed batch added to the feed, in this process and to the others. */
@Component
public class FeedPublisher {

    private final RecentBatches recent;
    private final HighWaterMark feedHighWaterMark;

    FeedPublisher(RecentBatches recent, @Qualifier("feedHighWaterMark") HighWaterMark feedHighWaterMark) {
        this.recent = recent;
        this.feedHighWaterMark = feedHighWaterMark;
    }

    /** Makes a committed batch available to this process's tail, then publishes the feed's new position. */
    public void publish(FeedBatch feedBatch) {
        recent.add(feedBatch);
        feedHighWaterMark.publish(feedBatch.upTo());
    }
}
