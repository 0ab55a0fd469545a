package io.tidemark.query.feed.live;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.jdbc.OutageLogger;
import io.tidemark.db.jdbc.ShrinkingPage;
import io.tidemark.edge.trace.Spans;
import io.tidemark.query.feed.store.Feed;
import io.tidemark.query.feed.store.FeedEntry;
import io.tidemark.query.feed.store.FeedProperties;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Follows the feed for all connections of this process: takes each new entry once, from memory if it was written here, and offers
 * it to its channel.
 */
@Component
public class FeedTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedTail.class);
    private static final int RETRY_MILLIS = 200;

    private final Feed feed;
    private final RecentBatches recent;
    private final FeedProperties properties;
    private final ChannelUpdateEmitter updates;
    private final FrameEncoder encoder;
    private final Spans spans;
    private final HighWaterMark feedHighWaterMark;
    private final Thread thread = new Thread(this::run, "tidemark-tail");
    private final OutageLogger outage = new OutageLogger(LOG, "follow the feed");
    private boolean failing;
    private volatile long position;
    private volatile boolean closed;

    FeedTail(
            Feed feed,
            RecentBatches recent,
            FeedProperties properties,
            ChannelUpdateEmitter updates,
            FrameEncoder encoder,
            Spans spans,
            @Qualifier("feedHighWaterMark") HighWaterMark feedHighWaterMark) {
        this.feed = feed;
        this.recent = recent;
        this.properties = properties;
        this.updates = updates;
        this.encoder = encoder;
        this.spans = spans;
        this.feedHighWaterMark = feedHighWaterMark;
        this.position = feed.state().head();
        feedHighWaterMark.onAdvance(this::wake);
        thread.setDaemon(true);
        thread.start();
    }

    /** Every entry up to here was offered to whoever followed its channel then. */
    public long position() {
        return position;
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void run() {
        while (!closed) {
            try {
                awaitNews();
                follow(feedHighWaterMark.position());
                outage.recovered();
                failing = false;
            } catch (InterruptedException stopped) {
                closed = true;
            } catch (DataAccessException away) {
                outage.failed(away);
                pause();
            } catch (RuntimeException failed) {
                if (!failing) {
                    LOG.error("Following the feed failed unexpectedly; retrying", failed);
                }
                failing = true;
                pause();
            }
        }
    }

    private synchronized void awaitNews() throws InterruptedException {
        while (feedHighWaterMark.position() <= position) {
            wait();
        }
    }

    /** The head says that the feed is complete up to there, so what is not read then does not exist. */
    private void follow(long head) {
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
        var page = ShrinkingPage.read(properties.pageEvents(), this::next);
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

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
