package io.tidemark.query.feed.store;

import java.time.Duration;

/**
 * The constants of retention. Only tests use other values.
 *
 * @param interval how often entries are removed
 * @param step how many entries one transaction removes, or looks at, at most, so that other statements do not wait for
 *     it
 * @param pause how long to wait between two such transactions
 */
record RetentionTuning(Duration interval, int step, Duration pause) {

    static final RetentionTuning DEFAULT = new RetentionTuning(Duration.ofMinutes(1), 1_000, Duration.ofMillis(100));
}
