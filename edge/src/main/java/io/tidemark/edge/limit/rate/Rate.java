package io.tidemark.edge.limit.rate;

import java.util.concurrent.TimeUnit;

/**
 * How many requests are allowed.
 *
 * @param perSecond on average
 * @param burst at once, after a pause
 */
record Rate(int perSecond, int burst) {

    long nanosPerToken() {
        return TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    long nanosToFill() {
        return burst * nanosPerToken();
    }
}
