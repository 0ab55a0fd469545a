package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
            "--spring.datasource.hikari.connection-init-sql=SET statement_timeout = '200ms'");

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void it_projects_soon_after_a_table_is_free_again() throws SQLException, InterruptedException {
        try (var other = TestDatabase.dataSource(database).getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE reply_view IN ACCESS EXCLUSIVE MODE");
            node.append(SavedReply.of("ann").created());
            TimeUnit.MILLISECONDS.sleep(8_500); // Axon would be back after 1.2, 3.4, 7.6 and 15.8 seconds.
            other.rollback();
        }
        long start = System.nanoTime();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Projected.on(node).replies().size() == 1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
