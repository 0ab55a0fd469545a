package io.tidemark.query.stream;

import io.tidemark.db.head.ListenerHealth;
import io.tidemark.db.jdbc.OutageLogger;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.feed.store.Feed;
import io.tidemark.query.feed.store.FeedPage;
import io.tidemark.query.feed.store.FeedTuning;
import io.tidemark.query.stream.lifetime.StreamTuning;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads for streams and long polls. Queues limit them, so that many at once do not starve the rest of the process. */
@Component
class StreamReads {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReads.class);

    /** How long a read may wait during an outage of the database. */
    private static final Duration TIMEOUT = Duration.ofMillis(2500);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Feed feed;
    private final FeedTuning tuning;
    private final Duration turnTimeout;
    private final ListenerHealth listenerHealth;
    private final FairQueue resumeQueue;
    private final FairQueue catchUpQueue;
    private final OutageLogger outage = new OutageLogger(LOG, "read the feed for streams");

    StreamReads(
            Feed feed,
            FeedTuning tuning,
            StreamTuning streams,
            ListenerHealth listenerHealth,
            @Qualifier("resumeQueue") FairQueue resumeQueue,
            @Qualifier("catchUpQueue") FairQueue catchUpQueue) {
        this.feed = feed;
        this.tuning = tuning;
        this.turnTimeout = streams.turnTimeout();
        this.listenerHealth = listenerHealth;
        this.resumeQueue = resumeQueue;
        this.catchUpQueue = catchUpQueue;
    }

    /** Queues a resume decision. Fails if it takes too long. */
    Mono<ResumePoint> verdict(Mono<ResumePoint> verdict) {
        return logged(inTime(resumeQueue.take(verdict)));
    }

    /** Queues the read of one page after a cursor, without a time limit, and maps it. */
    <T> Mono<T> page(FollowChannel query, long cursor, Function<FeedPage, T> made) {
        return logged(read(query, cursor, made));
    }

    /** The same for a caller that waits. Fails if it takes too long. */
    <T> Mono<T> pageInTime(FollowChannel query, long cursor, Function<FeedPage, T> made) {
        return logged(inTime(read(query, cursor, made)));
    }

    private <T> Mono<T> read(FollowChannel query, long cursor, Function<FeedPage, T> made) {
        int limit = Math.min(query.limit(), tuning.pageEvents());
        return catchUpQueue.take(
                Mono.fromSupplier(() -> made.apply(feed.page(query.channel(), cursor, limit, tuning.pageBytes()))));
    }

    /** Ends the wait when the database is away, and after the time-out of a turn. */
    private <T> Mono<T> inTime(Mono<T> read) {
        var outage = Flux.interval(TIMEOUT).onBackpressureDrop().filter(passed -> listenerHealth.isDelayed());
        return read.timeout(
                        outage,
                        Mono.error(() -> Refused.unavailable(
                                "database-unavailable", "the database is unavailable", RETRY_AFTER)))
                .timeout(
                        turnTimeout,
                        Mono.error(() -> new RejectedExecutionException("timed out while waiting for a turn")));
    }

    /** Thousands of streams see the same outage. Only the first failure and the first success are logged. */
    private <T> Mono<T> logged(Mono<T> read) {
        return read.doOnError(failure -> {
                    if (!(failure instanceof RejectedExecutionException)) {
                        outage.failed(failure);
                    }
                })
                .doOnSuccess(done -> outage.recovered());
    }
}
