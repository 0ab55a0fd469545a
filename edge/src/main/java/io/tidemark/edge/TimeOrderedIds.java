package io.tidemark.edge;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Ids that begin with their millisecond (version 7 of RFC 9562), so that what is made together stands together in an index. Of
 * the rest, 74 bits are random: nobody guesses one.
 */
final class TimeOrderedIds implements Supplier<UUID> {

    private static final long VERSION = 0x7000;
    private static final long VARIANT = 1L << 63;

    private final Clock clock;
    private final RandomGenerator random;

    TimeOrderedIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID get() {
        long time = clock.millis() << 16;
        return new UUID(time | VERSION | random.nextLong() >>> 52, VARIANT | random.nextLong() >>> 2);
    }
}
