package io.tidemark.command.dispatch;

import io.tidemark.edge.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What a command left behind.
 *
 * @param aggregateId the aggregate that decided
 * @param value what it was after the command
 * @param version its version then: the sequence number of its last event
 */
public record Versioned<T>(String aggregateId, T value, long version) {

    /** Refuses a command that was decided on another version than the one that the aggregate is at. */
    public static void requireVersion(@Nullable ExpectedVersion expected, @Nullable Long actual) {
        if (expected != null && actual != null && !expected.oneOf().contains(actual)) {
            throw Refused.stale(actual);
        }
    }
}
