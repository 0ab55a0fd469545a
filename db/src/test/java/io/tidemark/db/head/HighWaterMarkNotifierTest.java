package io.tidemark.db.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

/** How the other processes hear of what this one did, though none of them asks. */
@Timeout(30)
class HighWaterMarkNotifierTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final String url = LogFixture.newDatabase();
    private final LogFixture here = new LogFixture(url);
    private final LogFixture there = new LogFixture(url, LogFixture.pollEvery(NEVER));

    @BeforeEach
    void there_it_is_heard() {
        await().until(() -> !there.health.isDelayed());
        here.engine.appendEvents(Noted.events("a", 0, 1));
        await().until(() -> there.highWaterMark.position() == 1);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void it_announces_on_a_new_connection_after_its_own_was_lost() {
        assertThat(here.jdbc
                        .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND application_name = 'tidemark-announcer'")
                        .query()
                        .listOfRows())
                .hasSize(2);
        here.engine.appendEvents(Noted.events("a", 1, 1));
        await().until(() -> there.highWaterMark.position() == 2);
    }

    @Test
    void positions_of_other_processes_are_not_announced_again() {
        assertThat(there.highWaterMark.published()).isZero();
        assertThat(here.highWaterMark.published()).isEqualTo(1);
    }

    @Test
    void no_session_that_writes_notifies() throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN EXECUTE 'LISTEN ' || log_channel('tidemark_log'); END $$");
            here.engine.appendEvents(Noted.events("a", 1, 1));
            var heard = connection.unwrap(PGConnection.class).getNotifications(0);
            assertThat(heard).hasSize(1);
            var notifier = here.jdbc
                    .sql("SELECT application_name FROM pg_stat_activity WHERE pid = ?")
                    .params(heard[0].getPID());
            assertThat(notifier.query(String.class).single()).isEqualTo("tidemark-announcer");
        }
    }
}
