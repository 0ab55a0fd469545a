package io.tidemark.db.log;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the database still has the history with which this process started. If it was replaced, the process would
 * send cursors of the old history. It is then neither ready nor alive, and has to be restarted. If the history is on
 * another database than before, only an operator can tell whether it is the same one: the process is not ready until
 * then.
 */
class EpochHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(EpochHealth.class);

    private final Epoch epoch;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final AtomicReference<@Nullable String> told = new AtomicReference<>();

    EpochHealth(Epoch epoch, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.epoch = epoch;
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public Health health() {
        try {
            return of(jdbc.sql(EpochState.QUERY).query(EpochState.class).single());
        } catch (DataAccessException outage) {
            return Health.unknown().build(); // The database's own indicator reports the outage.
        }
    }

    private Health of(EpochState state) {
        if (!state.epoch().equals(epoch.name())) {
            return replaced(state.epoch());
        }
        return state.isOfThisDatabase() ? Health.up().build() : undecided(state);
    }

    /** Restarting the process would not help, so it stays alive. */
    private Health undecided(EpochState state) {
        if (!Objects.equals(state.found(), told.getAndSet(state.found()))) {
            LOG.error(
                    "The epoch {} was given to the database {}, and this is the database {} (system identifier, oid,"
                            + " timeline). The process is not ready until one of two commands is run: `epoch renew` if"
                            + " a backup was restored or changes were lost, `epoch keep` if nothing was lost",
                    state.epoch(),
                    state.identity(),
                    state.found());
        }
        return Health.down()
                .withDetail("reason", "run `epoch renew` or `epoch keep`: the epoch was given to another database")
                .withDetail("given", Objects.toString(state.identity()))
                .withDetail("found", Objects.toString(state.found()))
                .build();
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
