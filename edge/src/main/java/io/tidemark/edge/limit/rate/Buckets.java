package io.tidemark.edge.limit.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One bucket for each sender of requests of one kind. A bucket that nobody used for so long that it is full again is
 * forgotten. Above the maximum, others are forgotten too; their senders then have full buckets again.
 */
final class Buckets {

    static final int MAX = 100_000;

    private final Rate rate;
    private final LongSupplier nanos;
    private final Cache<Object, TokenBucket> buckets;

    /** @param nanos a clock that never goes back */
    Buckets(Rate rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX)
                .expireAfterAccess(Duration.ofNanos(rate.nanosToFill()))
                .ticker(nanos::getAsLong)
                .build();
    }

    Rate rate() {
        return rate;
    }

    /** Takes one token of the sender. Returns 0, or the nanoseconds until there is one. */
    long take(Object sender) {
        long now = nanos.getAsLong();
        return of(sender, now).take(now, rate);
    }

    /** Takes tokens, even if there are fewer. */
    void charge(Object sender, int tokens) {
        long now = nanos.getAsLong();
        of(sender, now).charge(tokens, now, rate);
    }

    private TokenBucket of(Object sender, long now) {
        return buckets.get(sender, unknown -> new TokenBucket(now));
    }

    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
