package io.tidemark.db.log;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the database still has the history with which this process started. If it was replaced, the process would
 * send cursors of the old history. It is then neither ready nor alive, and has to be restarted.
 */
class EpochHealth implements HealthIndicator {

    private final Epoch epoch;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    EpochHealth(Epoch epoch, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.epoch = epoch;
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public Health health() {
        try {
            var inDatabase = jdbc.sql(Epoch.QUERY).query(String.class).single();
            return inDatabase.equals(epoch.name()) ? Health.up().build() : replaced(inDatabase);
        } catch (DataAccessException outage) {
            return Health.unknown().build(); // The database's own indicator reports the outage.
        }
    }

    /** The liveness probe does not use the database, so that an outage restarts no process. */
    private Health replaced(String inDatabase) {
        AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        return Health.down()
                .withDetail("epoch", epoch.name())
                .withDetail("inDatabase", inDatabase)
                .build();
    }
}
