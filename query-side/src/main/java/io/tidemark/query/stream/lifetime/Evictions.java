package io.tidemark.query.stream.lifetime;

import java.time.Duration;
import java.time.Instant;

/**
 * The evictions of one user's streams. Clients that are more than there are slots come to rest: each eviction is told to
 * stay away twice as long as the one before, and where clients come back all the same, only few streams in a row are
 * evicted for them.
 */
final class Evictions {

    /** How often the time doubles. */
    private static final int DOUBLINGS = 4;

    private final Duration first;
    private Instant last = Instant.MIN;
    private int inARow;
    private Instant windowStart = Instant.MIN;
    private int inWindow;

    /** @param first how long the first one stays away; also the window in which only few are evicted */
    Evictions(Duration first) {
        this.first = first;
    }

    /** Whether one more stream may be evicted, of at most a number in each window. */
    boolean allow(Instant now, int most) {
        if (now.isAfter(windowStart.plus(first))) {
            windowStart = now;
            inWindow = 0;
        }
        return inWindow < most;
    }

    /** Evicts a stream; how long it is to stay away. */
    Duration evict(Instant now) {
        if (now.isAfter(last.plus(longest().multipliedBy(2)))) {
            inARow = 0;
        }
        last = now;
        inWindow++;
        inARow = Math.min(inARow + 1, DOUBLINGS + 1);
        return stayAway();
    }

    /** How long a stream is to stay away that finds no slot. */
    Duration stayAway() {
        return first.multipliedBy(1L << Math.max(0, inARow - 1));
    }

    private Duration longest() {
        return first.multipliedBy(1L << DOUBLINGS);
    }
}
