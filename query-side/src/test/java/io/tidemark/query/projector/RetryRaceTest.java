package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.administration.Administrator;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A retry and the projector at once: an event that comes meanwhile is either shown by the one or by the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryRaceTest {

    private static final int SUBJECTS = 60;

    private final QueryNode node = QueryNode.start(QueryNode.QUIET);
    private final ProjectorOperations operations = node.bean(ProjectorOperations.class);

    @BeforeEach
    void nothingBad() {
        node.jdbc().sql("TRUNCATE reply_view").update();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void event_that_comes_during_a_retry_is_shown() {
        Faults.refuseBadTitles(node.jdbc());
        var dead = Stream.generate(() -> SavedReply.of("ann")).limit(SUBJECTS).toList();
        dead.forEach(reply -> node.append(reply.created("bad", "content")));
        node.catchUp();
        Faults.takeBadTitles(node.jdbc());
        for (var reply : dead) {
            var retry = CompletableFuture.supplyAsync(
                    () -> operations.retry(reply.subject(), new Administrator("ann", null)));
            node.append(reply.retitled("the last"));
            assertThat(retry.join()).isTrue();
        }
        node.catchUp();
        assertThat(count("dead_letter_entry")).isZero();
        assertThat(count("reply_view WHERE title = 'the last'")).isEqualTo(SUBJECTS);
        assertThat(count("feed WHERE stale")).isZero();
    }

    @Test
    void nothing_is_removed_from_the_feed_while_a_retry_changes_it() throws SQLException {
        Faults.refuseBadTitles(node.jdbc());
        var dead = SavedReply.of("ann");
        node.append(dead.created("bad", "content"));
        node.catchUp();
        Faults.takeBadTitles(node.jdbc());
        try (var retention = TestDatabase.dataSource(node.url()).getConnection()) {
            retention.setAutoCommit(false);
            retention.createStatement().execute("SELECT position FROM feed_retention FOR UPDATE");
            var retry = CompletableFuture.supplyAsync(
                    () -> operations.retry(dead.subject(), new Administrator("ann", null)));
            await().until(() -> count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                            + " AND query LIKE '%feed_retention%'")
                    == 1);
            retention.rollback();
            assertThat(retry.join()).isTrue();
        }
    }

    private long count(String rows) {
        return node.jdbc().sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }
}
