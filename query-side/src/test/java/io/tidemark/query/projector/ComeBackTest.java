package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A projector whose batches fail for a while, though it can claim its token, does not stay away for longer and longer. */
@Tag("slow")
class ComeBackTest {

    private final String database = TestDatabase.create();
    private final QueryNode node = QueryNode.on(
            database,
            QueryNode.QUIET,
            "--spring.datasource.hikari.connection-init-sql=SET statement_timeout = '200ms'",
            "--tuning.projector.slow-batch-timeout=200ms",
            "--tuning.projector.max-batch-timeout=200ms");

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void it_projects_soon_after_a_table_is_free_again() throws SQLException {
        try (var other = TestDatabase.dataSource(database).getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE reply_view IN ACCESS EXCLUSIVE MODE");
            node.append(SavedReply.of("ann").created());
            awaitAttempts(6); // Axon would make the sixth after more than half a minute.
            other.rollback();
        }
        long start = System.nanoTime();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Projected.on(node).replies().size() == 1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    /** Each is a transaction of its own that waits for the table. */
    private void awaitAttempts(int number) {
        var begun = new HashSet<String>();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    begun.addAll(waiting());
                    return begun.size() >= number;
                });
    }

    private List<String> waiting() {
        return node.jdbc()
                .sql("SELECT xact_start::text FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .query(String.class)
                .list();
    }
}
