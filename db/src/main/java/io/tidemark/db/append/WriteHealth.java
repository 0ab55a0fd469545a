package io.tidemark.db.append;

import io.tidemark.db.jdbc.Outage;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether a command can be executed: its aggregate is read by the pool, its events are appended. A short outage makes no
 * process unready, because the other processes have the same one.
 */
class WriteHealth implements HealthIndicator {

    private final GroupAppender appender;
    private final JdbcClient jdbc;
    private final Duration unwritableAfter;
    private final Outage ofPool = new Outage();

    WriteHealth(GroupAppender appender, JdbcClient jdbc, Duration unwritableAfter) {
        this.appender = appender;
        this.jdbc = jdbc;
        this.unwritableAfter = unwritableAfter;
    }

    @Override
    public Health health() {
        askPool();
        var appends = appender.outage();
        var longest = appends.compareTo(ofPool.lasting()) > 0 ? appends : ofPool.lasting();
        var health = longest.compareTo(unwritableAfter) < 0 ? Health.up() : Health.down();
        return health.withDetail("failingForMillis", longest.toMillis()).build();
    }

    private void askPool() {
        try {
            jdbc.sql("SELECT 1").query(Integer.class).single();
            ofPool.end();
        } catch (DataAccessException failed) {
            ofPool.begin();
        }
    }
}
