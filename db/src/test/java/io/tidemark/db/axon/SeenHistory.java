package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/** The history as all readers together saw it: whoever reads a position has to find there what the others found. */
final class SeenHistory {

    private static final long NOTHING = 0;

    private final AtomicLongArray events;

    SeenHistory(int capacity) {
        events = new AtomicLongArray(capacity);
    }

    /** Checks the event that a reader came to after the position before it. */
    void check(long expectedPosition, long position, UUID eventId) {
        if (position != expectedPosition) {
            throw new AssertionError("after %s came %s".formatted(expectedPosition - 1, position));
        }
        long seen = eventId.getLeastSignificantBits();
        long before = events.compareAndExchange((int) position, NOTHING, seen);
        if (before != NOTHING && before != seen) {
            throw new AssertionError("two readers saw different events at " + position);
        }
    }

    /** Checks what is in the log in the end. */
    void checkStored(long position, UUID eventId) {
        assertThat(eventId.getLeastSignificantBits())
                .as("what the readers saw at %d", position)
                .isEqualTo(events.get((int) position));
    }
}
