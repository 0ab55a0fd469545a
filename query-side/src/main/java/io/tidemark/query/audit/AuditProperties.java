package io.tidemark.query.audit;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the audit.
 *
 * @param maxStreams how many long answers this process gives at once; one more is answered 503
 * @param maxStreamsPerUser how many long answers one user gets at once
 * @param statementTimeout how long one statement of the audit takes at most
 */
@ConfigurationProperties("tidemark.audit")
public record AuditProperties(
        @DefaultValue("16") int maxStreams,
        @DefaultValue("4") int maxStreamsPerUser,
        @DefaultValue("10s") Duration statementTimeout) {

    public AuditProperties {
        var settings = new Settings("tidemark.audit");
        settings.between("max-streams", maxStreams, 1, 10_000);
        settings.between("max-streams-per-user", maxStreamsPerUser, 1, 10_000);
        settings.between("statement-timeout", statementTimeout, Duration.ofMillis(1), Duration.ofDays(1));
    }
}
