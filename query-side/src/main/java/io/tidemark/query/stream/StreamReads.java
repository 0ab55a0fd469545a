package io.tidemark.query.stream;

import io.tidemark.db.Head;
import io.tidemark.edge.Problem;
import io.tidemark.query.feed.Feed;
import io.tidemark.query.feed.FeedPage;
import io.tidemark.query.feed.FeedProperties;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads for streams and long polls, each in its turn, so that a storm of them leaves the rest of the process its share. */
@Component
class StreamReads {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReads.class);

    /** So long somebody waits for a verdict before an outage is what it is. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Feed feed;
    private final FeedProperties properties;
    private final Head feedHead;
    private final Turns verdicts;
    private final Turns catchUps;
    private final AtomicBoolean failing = new AtomicBoolean();

    StreamReads(
            Feed feed,
            FeedProperties properties,
            @Qualifier("feedHead") Head feedHead,
            @Qualifier("verdictTurns") Turns verdicts,
            @Qualifier("catchUpTurns") Turns catchUps) {
        this.feed = feed;
        this.properties = properties;
        this.feedHead = feedHead;
        this.verdicts = verdicts;
        this.catchUps = catchUps;
    }

    /** A verdict in its turn. However many wait, they wait only while the database is there. */
    Mono<Beginning> verdict(Mono<Beginning> verdict) {
        var outage = Flux.interval(PATIENCE).onBackpressureDrop().filter(passed -> feedHead.isDelayed());
        return logged(verdicts.take(verdict).timeout(outage))
                .onErrorMap(
                        TimeoutException.class,
                        late -> Problem.unavailable(
                                "database-unavailable", "the database is out of reach", RETRY_AFTER));
    }

    /** One page of what follows a cursor, in its turn, and what is made of it. */
    <T> Mono<T> page(Following query, long cursor, Function<FeedPage, T> made) {
        int limit = Math.min(query.limit(), properties.pageEvents());
        return logged(catchUps.take(Mono.fromSupplier(
                () -> made.apply(feed.page(query.channel(), cursor, limit, properties.pageBytes())))));
    }

    /** Thousands see the same outage: the first says so, and the first that reads again. */
    private <T> Mono<T> logged(Mono<T> read) {
        return read.doOnError(failure -> {
                    if (!failing.getAndSet(true)) {
                        LOG.warn("The feed cannot be read, streams go on trying: {}", failure.toString());
                    }
                })
                .doOnSuccess(done -> {
                    if (failing.get() && failing.getAndSet(false)) {
                        LOG.info("The feed can be read again");
                    }
                });
    }
}
