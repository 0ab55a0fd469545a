package io.tidemark.command.session;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a work session. The first end that a client reports stays.
 *
 * @param start the start, if it has not arrived yet; null if the end does not contain it
 * @param at when the request arrived
 */
record EndSession(
        @TargetAggregateIdentifier SessionId id,
        String owner,
        @Nullable StartSession start,
        @Nullable Long durationSeconds,
        @Nullable Instant endedAt,
        Instant at)
        implements SessionCommand {}
