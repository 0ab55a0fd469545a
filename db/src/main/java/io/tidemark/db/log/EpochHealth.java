package io.tidemark.db.log;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the database still holds the history that this process began with. A process under which it was replaced gives out
 * cursors of a history that is gone: it is not ready, nor alive, and only a restart helps it.
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
            return Health.unknown().build(); // That there is one is the database's own indicator to say.
        }
    }

    /** Liveness itself is asked without the database, so that an outage of it restarts nobody. */
    private Health replaced(String inDatabase) {
        AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        return Health.down()
                .withDetail("epoch", epoch.name())
                .withDetail("inDatabase", inDatabase)
                .build();
    }
}
