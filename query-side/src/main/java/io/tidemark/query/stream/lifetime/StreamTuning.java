package io.tidemark.query.stream.lifetime;

import java.time.Duration;

/**
 * The constants of client streams. Only tests use other values.
 *
 * @param evictedFor how long a client stays away after the first eviction of one of its user's streams; twice as long
 *     after each of the next four
 * @param expiringBefore how long before the end of its token a client is told
 * @param verdicts how many resume decisions are made at once; each uses a connection of the pool
 * @param catchUps how many pages of missed events are read at once; each uses a connection of the pool
 * @param turnTimeout how long a resume decision, or a page for a long poll, may take, waiting included
 * @param countedEvents how many of the missed events are looked at to count those of the requested types
 */
public record StreamTuning(
        Duration evictedFor,
        Duration expiringBefore,
        int verdicts,
        int catchUps,
        Duration turnTimeout,
        int countedEvents) {

    public static final StreamTuning DEFAULT =
            new StreamTuning(Duration.ofMinutes(1), Duration.ofSeconds(60), 4, 4, Duration.ofSeconds(10), 1_000);
}
