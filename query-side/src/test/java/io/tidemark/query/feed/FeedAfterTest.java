package io.tidemark.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What it costs to tell what follows a position, where very much follows it. */
class FeedAfterTest {

    private static final String CHANNEL = "user:ann";
    private static final int ENTRIES = 20_000;
    private static final int COUNTED = 100;

    private SingleConnectionDataSource database = new SingleConnectionDataSource();
    private JdbcClient jdbc = JdbcClient.create(database);

    @BeforeEach
    void fill() throws SQLException {
        try (var node = QueryNode.start()) {
            database = new SingleConnectionDataSource(
                    TestDatabase.dataSource(node.url()).getConnection(), true);
        }
        jdbc = JdbcClient.create(database);
        jdbc.sql("""
                INSERT INTO feed (channel, position, previous, number, type, subject, version, event_id, occurred_at,
                                  actor, command_id, stale, data)
                SELECT ?, n, n - 1, n, 'reply:created', 'reply/x', 1, gen_random_uuid(), now(), 'ann', 'x', false, '{}'
                FROM generate_series(1, ?) n
                """).params(CHANNEL, ENTRIES).update();
        jdbc.sql("UPDATE feed_state SET head = ?").params(ENTRIES).update();
        jdbc.sql("ANALYZE feed").update();
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    @Test
    void only_its_ends_are_looked_at() {
        long before = entriesLookedAt();
        assertThat(after(Set.of())).returns((long) ENTRIES - 1, FeedRest::missed);
        assertThat(entriesLookedAt() - before).isLessThan(10);
    }

    @Test
    void of_some_types_no_more_are_looked_at_than_are_counted() {
        long before = entriesLookedAt();
        assertThat(after(Set.of("reply:created")))
                .returns((long) COUNTED, FeedRest::missed)
                .returns(true, FeedRest::many);
        assertThat(after(Set.of("reply:deleted"))).returns(0L, FeedRest::missed).returns(true, FeedRest::many);
        assertThat(entriesLookedAt() - before).isBetween(2L * COUNTED, 2L * COUNTED + 20);
    }

    private FeedRest after(Set<String> types) {
        return new Feed(jdbc).after(CHANNEL, 1, types, COUNTED);
    }

    private long entriesLookedAt() {
        jdbc.sql("SELECT pg_stat_force_next_flush()").query().singleRow();
        return jdbc.sql("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'feed'")
                .query(Long.class)
                .single();
    }
}
