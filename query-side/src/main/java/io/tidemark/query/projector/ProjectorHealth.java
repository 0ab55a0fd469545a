package io.tidemark.query.projector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Whether the feed of this process is recent enough, with figures. */
@Component("projectorHealthIndicator")
class ProjectorHealth implements HealthIndicator {

    private final ProjectorLag lag;
    private final ProjectorProperties properties;

    ProjectorHealth(ProjectorLag lag, ProjectorProperties properties, MeterRegistry meters) {
        this.lag = lag;
        this.properties = properties;
        Gauge.builder("tidemark.projector.lag.events", lag, each -> each.now().events())
                .description("events that the read models do not show yet")
                .register(meters);
        Gauge.builder("tidemark.projector.lag", lag, each -> each.now().millis() / 1000.0)
                .baseUnit("seconds")
                .description("age of the first event that the read models do not show yet")
                .register(meters);
    }

    /** A rebuild in place delays no stream, and affects all processes, so it makes none of them unready. */
    @Override
    public Health health() {
        try {
            return of(lag.now());
        } catch (DataAccessException | TransactionException outage) {
            return Health.unknown().build(); // The database's own indicator reports the outage.
        }
    }

    private Health of(ProjectorLag.Behind behind) {
        var recent = behind.undeliveredMillis() <= properties.maxLag().toMillis();
        return (recent ? Health.up() : Health.outOfService())
                .withDetail("events", behind.events())
                .withDetail("millis", behind.undeliveredMillis())
                .build();
    }
}
