package io.tidemark.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.QueryTimeoutException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowAuditTest {

    private static final String IN_A_HURRY =
            "--spring.datasource.hikari.connection-init-sql=SET statement_timeout = '300ms'";

    private final QueryNode node = QueryNode.start(IN_A_HURRY, QueryNode.QUIET);
    private long last;

    @BeforeAll
    void past() {
        last = node.append(SavedReply.many("ann", 10));
        node.catchUp();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void it_may_look_through_the_log_for_longer_than_others() throws SQLException {
        assertThat(readWhileTheLogIsLocked(node).events()).hasSize(10);
    }

    @Test
    void but_not_for_ever() {
        try (var strict =
                QueryNode.on(node.url(), IN_A_HURRY, "--tidemark.audit.statement-timeout=200ms", QueryNode.QUIET)) {
            assertThatThrownBy(() -> readWhileTheLogIsLocked(strict)).hasCauseInstanceOf(QueryTimeoutException.class);
        }
    }

    private AuditLog.Piece readWhileTheLogIsLocked(QueryNode reader) throws SQLException {
        try (var other = TestDatabase.dataSource(node.url()).getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE event_log IN ACCESS EXCLUSIVE MODE");
            var log = reader.bean(AuditLog.class);
            var piece = CompletableFuture.supplyAsync(
                    () -> log.read(new AuditFilter(null, Set.of(), null, null, null, null), 0, last, 50));
            statement.execute("SELECT pg_sleep(1)");
            other.commit();
            return piece.join();
        }
    }
}
