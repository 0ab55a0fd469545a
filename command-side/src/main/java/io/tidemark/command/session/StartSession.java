package io.tidemark.command.session;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Starts a work session, if it has not started yet.
 *
 * @param at when the request arrived
 */
public record StartSession(
        @TargetAggregateIdentifier SessionId id,
        String owner,
        LocalId localId,
        PullRequest pullRequest,
        Instant startedAt,
        Instant at)
        implements SessionCommand {}
