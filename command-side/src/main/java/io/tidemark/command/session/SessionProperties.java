package io.tidemark.command.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of work sessions.
 *
 * @param idleTimeout how long a session goes on without a sign of life
 * @param maxActivities how many activities a session has at most
 * @param syncConcurrency how many sessions of one batch are worked on at once
 * @param deadlineThreads how many sessions end by themselves at once
 * @param deadlinePollInterval how often a process looks for deadlines that have come
 * @param deadlineRetryInterval how long a deadline waits that could not be carried out
 * @param deadlineHeartbeat how often a process says that it is at work on a deadline; after four that are missing, another
 *     takes the deadline over
 */
@ConfigurationProperties("tidemark.sessions")
public record SessionProperties(
        @DefaultValue("30m") Duration idleTimeout,
        @DefaultValue("10000") int maxActivities,
        @DefaultValue("16") int syncConcurrency,
        @DefaultValue("4") int deadlineThreads,
        @DefaultValue("1s") Duration deadlinePollInterval,
        @DefaultValue("2s") Duration deadlineRetryInterval,
        @DefaultValue("10s") Duration deadlineHeartbeat) {}
