package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two logs in two schemas of one database have nothing to do with each other. */
@Timeout(30)
@Tag("postgres-versions")
class LogPerSchemaTest {

    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final String database = TestDatabase.create();
    private final LogFixture one = new LogFixture(migrated("one"));
    private final LogFixture other = new LogFixture(migrated("other"));

    private String migrated(String schema) {
        var url = in(schema);
        Flyway.configure().dataSource(url, null, null).schemas(schema).load().migrate();
        return url;
    }

    private String in(String schema) {
        return database + (database.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    @BeforeEach
    void both_are_followed() {
        await().until(() -> !one.health.isDelayed() && !other.health.isDelayed());
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void neither_sees_the_events_of_the_other() {
        one.engine.appendEvents(Noted.events("a", 0, 5));
        other.engine.appendEvents(Noted.events("b", 0, 1));
        await().during(A_WHILE).until(() -> other.highWaterMark.position() == 1);
        assertThat(one.highWaterMark.position()).isEqualTo(5);
        assertThat(other.rows()).containsExactly("1 b/0");
    }

    @Test
    void neither_waits_for_the_other_s_lock() throws SQLException {
        try (var holder = DriverManager.getConnection(in("one"));
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT lock_event_log()");
            other.engine.appendEvents(Noted.events("b", 0, 1));
            var blocked = one.appendLater(Noted.events("a", 0, 1));
            await().during(A_WHILE).until(() -> !blocked.isDone());
            holder.rollback();
            blocked.join();
        }
    }
}
