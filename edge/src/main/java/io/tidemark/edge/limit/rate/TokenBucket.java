package io.tidemark.edge.limit.rate;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket. Its only state is the moment at which it will be full: a token moves that moment into the future, and time
 * brings it closer. So nothing has to refill a bucket.
 */
final class TokenBucket {

    private final AtomicLong fullAt;

    /** A full one. */
    TokenBucket(long now) {
        this.fullAt = new AtomicLong(now);
    }

    /** Takes one token. Returns 0, or the nanoseconds until there is one. */
    long take(long now, Rate rate) {
        while (true) {
            long before = fullAt.get();
            long after = later(before, now) + rate.nanosPerToken();
            long wait = after - now - rate.nanosToFill();
            if (wait > 0) {
                return wait;
            }
            if (fullAt.compareAndSet(before, after)) {
                return 0;
            }
        }
    }

    /** Takes tokens, even if there are fewer: the next ones are then further away. */
    void charge(int tokens, long now, Rate rate) {
        fullAt.updateAndGet(before -> later(before, now) + tokens * rate.nanosPerToken());
    }

    /** By their difference, because the clock may overflow. */
    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
