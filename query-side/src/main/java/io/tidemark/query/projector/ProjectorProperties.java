package io.tidemark.query.projector;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the projector.
 *
 * @param claimTimeout how long a projector that died keeps the other processes from taking over
 * @param maxLag how far the feed may lag behind the log before this process counts as not ready
 */
@ConfigurationProperties("tidemark.projector")
record ProjectorProperties(
        @DefaultValue("3s") Duration claimTimeout,
        @DefaultValue("10s") Duration maxLag) {

    ProjectorProperties {
        var settings = new Settings("tidemark.projector");
        settings.between("claim-timeout", claimTimeout, Duration.ofMillis(100), Duration.ofHours(1));
        settings.between("max-lag", maxLag, Duration.ofMillis(1), Duration.ofDays(365));
    }
}
