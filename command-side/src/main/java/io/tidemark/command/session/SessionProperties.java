package io.tidemark.command.session;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of work sessions.
 *
 * @param idleTimeout how long a session goes on without a sign of life
 * @param maxActivities how many activities a session has at most
 */
@ConfigurationProperties("tidemark.sessions")
public record SessionProperties(
        @DefaultValue("30m") Duration idleTimeout,
        @DefaultValue("10000") int maxActivities) {

    public SessionProperties {
        var settings = new Settings("tidemark.sessions");
        settings.between("idle-timeout", idleTimeout, Duration.ofSeconds(1), Duration.ofDays(365));
        settings.between("max-activities", maxActivities, 1, 1_000_000);
    }
}
