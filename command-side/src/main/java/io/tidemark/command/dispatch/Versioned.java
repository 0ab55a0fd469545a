package io.tidemark.command.dispatch;

import io.tidemark.edge.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate after a command.
 *
 * @param aggregateId the id of the aggregate
 * @param value its state
 * @param version its version: the sequence number of its last event
 */
public record Versioned<T>(String aggregateId, T value, long version) {

    /** Refuses a command that expects another version than the aggregate's. */
    public static void requireVersion(@Nullable ExpectedVersion expected, @Nullable Long actual) {
        if (expected != null && actual != null && !expected.oneOf().contains(actual)) {
            throw Refused.stale(actual);
        }
    }
}
