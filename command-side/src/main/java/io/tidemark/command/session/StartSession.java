package io.tidemark.command.session;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Begins a work session, if it has not begun already.
 *
 * @param at when that was asked
 */
public record StartSession(
        @TargetAggregateIdentifier SessionId id,
        String owner,
        LocalId localId,
        PullRequest pullRequest,
        Instant startedAt,
        Instant at)
        implements SessionCommand {}
