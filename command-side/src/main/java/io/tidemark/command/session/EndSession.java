package io.tidemark.command.session;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a work session. The first end that a client tells stays.
 *
 * @param start how it began, for a start that has not arrived; null if the end does not tell
 * @param at when that was asked
 */
record EndSession(
        @TargetAggregateIdentifier SessionId id,
        String owner,
        @Nullable StartSession start,
        @Nullable Long durationSeconds,
        @Nullable Instant endedAt,
        Instant at)
        implements SessionCommand {}
