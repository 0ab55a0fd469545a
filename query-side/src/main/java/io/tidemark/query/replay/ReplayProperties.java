package io.tidemark.query.replay;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of replays.
 *
 * @param statementTimeout how long one statement of a replay takes at most; some are about a whole table
 */
@ConfigurationProperties("tidemark.replays")
record ReplayProperties(@DefaultValue("10m") Duration statementTimeout) {

    ReplayProperties {
        var settings = new Settings("tidemark.replays");
        settings.between("statement-timeout", statementTimeout, Duration.ofMillis(1), Duration.ofDays(1));
    }
}
