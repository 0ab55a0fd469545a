package io.tidemark.query.feed.live;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.jdbc.OutageLogger;
import io.tidemark.db.jdbc.ShrinkingPage;
import io.tidemark.db.loop.BackgroundLoop;
import io.tidemark.edge.trace.Spans;
import io.tidemark.query.feed.store.Feed;
import io.tidemark.query.feed.store.FeedEntry;
import io.tidemark.query.feed.store.FeedTuning;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Follows the feed for all connections of this process. It reads each new entry once, from memory if this process
 * wrote it, and offers it to its channel.
 */
@Component
public class FeedTail extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(FeedTail.class);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(200);

    private final Feed feed;
    private final RecentBatches recent;
    private final FeedTuning tuning;
    private final ChannelUpdateEmitter updates;
    private final FrameEncoder encoder;
    private final Spans spans;
    private final HighWaterMark feedHighWaterMark;
    private final OutageLogger outage = new OutageLogger(LOG, "follow the feed");
    private boolean failing;
    private volatile long position;

    FeedTail(
            Feed feed,
            RecentBatches recent,
            FeedTuning tuning,
            ChannelUpdateEmitter updates,
            FrameEncoder encoder,
            Spans spans,
            @Qualifier("feedHighWaterMark") HighWaterMark feedHighWaterMark) {
        super("tidemark-tail", RETRY_PAUSE, Duration.ZERO);
        this.feed = feed;
        this.recent = recent;
        this.tuning = tuning;
        this.updates = updates;
        this.encoder = encoder;
        this.spans = spans;
        this.feedHighWaterMark = feedHighWaterMark;
        this.position = feed.state().head();
    }

    @Override
    public void start() {
        feedHighWaterMark.onAdvance(this::wake);
        super.start();
    }

    /** Every entry up to this position was offered to the subscribers of its channel. */
    public long position() {
        return position;
    }

    @Override
    protected void step() {
        awaitNews(() -> feedHighWaterMark.position() > position);
        follow(feedHighWaterMark.position());
        outage.recovered();
        failing = false;
    }

    @Override
    protected void failed(Exception cause) {
        if (cause instanceof DataAccessException) {
            outage.failed(cause);
        } else if (!failing) {
            LOG.error("Following the feed failed unexpectedly; retrying", cause);
            failing = true;
        }
    }

    /**
     * The feed is complete up to the head, so an entry that is not read then does not exist. Synchronized, so that a
     * test can hold the tail back as if the process were frozen.
     */
    private synchronized void follow(long head) {
        while (position < head) {
            var feedBatch = recent.after(position);
            if (feedBatch == null) {
                readOn(head);
            } else {
                feedBatch.entries().stream()
                        .filter(entry -> entry.position() > position)
                        .forEach(this::offer);
                position = feedBatch.upTo();
            }
        }
    }

    private void readOn(long head) {
        var page = ShrinkingPage.read(tuning.pageEvents(), this::next);
        var entries = page.list();
        entries.forEach(this::offer);
        position = entries.isEmpty()
                ? head
                : Math.max(entries.get(entries.size() - 1).position(), page.isLast() ? head : 0);
    }

    private void offer(FeedEntry entry) {
        if (updates.isFollowed(entry.channel())) {
            var span = spans.begin("deliver", entry.traceparent());
            updates.emit(encoder.frame(entry));
            span.end();
        }
    }

    private List<FeedEntry> next(int limit) {
        var next = feed.next(position, limit);
        if (next.floor() > position) {
            updates.leaveOut(next.floor());
        }
        return next.entries();
    }
}
