package io.tidemark.query.stream.lifetime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of client streams.
 *
 * @param checkpointInterval how often a quiet stream says how far it is; also how a dead client is noticed
 * @param expiringBefore how long before the token ends the client is told
 * @param lifetime how long a stream lasts at most, and at least four fifths of it, so that clients spread over the nodes
 *     again
 * @param retryMin the least that a client is asked to wait before it reconnects
 * @param retryMax the most that a client is asked to wait
 * @param maxConnections how many streams this process holds; one more is told to come back later
 * @param connectionsPerUser how many streams one user has here; one more ends the oldest
 * @param verdicts how many cursors are decided about at once
 * @param catchUps how many pages of what was missed are read at once
 * @param turnTimeout how long a verdict, or a long poll's page, may take with all its waiting
 * @param countedEvents among how many of the events that were missed those of the types asked for are counted
 * @param maxPolls how many long polls this process answers at once, with those that wait
 * @param pollsPerUser how many of them are one user's
 * @param maxWait how long a long poll waits at most
 * @param maxChanges how many events a long poll answers at most
 */
@ConfigurationProperties("tidemark.stream")
public record StreamProperties(
        @DefaultValue("15s") Duration checkpointInterval,
        @DefaultValue("60s") Duration expiringBefore,
        @DefaultValue("10m") Duration lifetime,
        @DefaultValue("500ms") Duration retryMin,
        @DefaultValue("5s") Duration retryMax,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("5") int connectionsPerUser,
        @DefaultValue("4") int verdicts,
        @DefaultValue("4") int catchUps,
        @DefaultValue("10s") Duration turnTimeout,
        @DefaultValue("1000") int countedEvents,
        @DefaultValue("5000") int maxPolls,
        @DefaultValue("10") int pollsPerUser,
        @DefaultValue("60s") Duration maxWait,
        @DefaultValue("1000") int maxChanges) {}
