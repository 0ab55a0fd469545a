package io.tidemark.query.stream.lifetime;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of client streams and long polls.
 *
 * @param checkpointInterval how often a stream says how far it is, give or take a tenth. Clients whose read time-out is
 *     shorter reconnect all the time; dead clients are noticed by it, and clients notice a dead connection
 * @param lifetime how long a stream lasts at most; each lasts 80 to 100 % of it, so that clients spread over the nodes
 *     again
 * @param retryMin the least time that a client is asked to wait before it reconnects
 * @param retryMax the most time that a client is asked to wait before it reconnects; at least retry-min
 * @param maxConnections how many streams this process holds; one more is told to come back later
 * @param connectionsPerUser how many streams one user has in this process; one more ends the user's oldest. Raise it
 *     for a load test under one user name
 * @param maxPolls how many long polls this process answers at once, those that wait included
 * @param pollsPerUser how many long polls of one user this process answers at once
 */
@ConfigurationProperties("tidemark.stream")
public record StreamProperties(
        @DefaultValue("8s") Duration checkpointInterval,
        @DefaultValue("10m") Duration lifetime,
        @DefaultValue("500ms") Duration retryMin,
        @DefaultValue("5s") Duration retryMax,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("5") int connectionsPerUser,
        @DefaultValue("5000") int maxPolls,
        @DefaultValue("10") int pollsPerUser) {

    public StreamProperties {
        var settings = new Settings("tidemark.stream");
        settings.between("checkpoint-interval", checkpointInterval, Duration.ofMillis(1), Duration.ofHours(1));
        settings.between("lifetime", lifetime, Duration.ofMillis(1), Duration.ofDays(365));
        settings.between("retry-min", retryMin, Duration.ZERO, Duration.ofHours(1));
        settings.between("retry-max", retryMax, retryMin, Duration.ofHours(1));
        settings.between("max-connections", maxConnections, 1, 1_000_000);
        settings.between("connections-per-user", connectionsPerUser, 1, 1_000_000);
        settings.between("max-polls", maxPolls, 1, 1_000_000);
        settings.between("polls-per-user", pollsPerUser, 1, 1_000_000);
    }
}
