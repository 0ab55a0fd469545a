package io.tidemark.query.feed.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What it costs to read what follows a position, where there is very much. */
@Tag("postgres-versions")
class FeedTest {

    private static final String CHANNEL = "user:ann";
    private static final int ENTRIES = 20_000;
    private static final int COUNTED = 100;

    private SingleConnectionDataSource database = new SingleConnectionDataSource();
    private JdbcClient jdbc = JdbcClient.create(database);

    @BeforeEach
    void fill() throws SQLException {
        database = new SingleConnectionDataSource(
                TestDatabase.dataSource(TestDatabase.migrated()).getConnection(), true);
        jdbc = JdbcClient.create(database);
        insert(CHANNEL, 1, ENTRIES);
        jdbc.sql("ANALYZE feed").update();
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    @Test
    void only_its_ends_are_looked_at() {
        long before = entriesLookedAt();
        assertThat(after(Set.of())).returns((long) ENTRIES - 1, MissedEvents::missed);
        assertThat(entriesLookedAt() - before).isLessThan(10);
    }

    @Test
    void of_some_types_no_more_are_looked_at_than_are_counted() {
        long before = entriesLookedAt();
        assertThat(after(Set.of("reply:created")))
                .returns((long) COUNTED, MissedEvents::missed)
                .returns(true, MissedEvents::many);
        assertThat(after(Set.of("reply:deleted")))
                .returns(0L, MissedEvents::missed)
                .returns(true, MissedEvents::many);
        assertThat(entriesLookedAt() - before).isBetween(2L * COUNTED, 2L * COUNTED + 20);
    }

    @Test
    void a_page_is_as_many_as_fit_and_few_more_are_looked_at() {
        long before = entriesLookedAt();
        assertThat(feed().page(CHANNEL, 1, 3, 65_536).entries()).hasSize(3);
        assertThat(feed().page(CHANNEL, 1, 500, 1000).entries()).hasSize(2);
        var one = feed().page(CHANNEL, ENTRIES - 2, 500, 1);
        assertThat(one.entries()).hasSize(1);
        assertThat(one.more()).isTrue();
        assertThat(entriesLookedAt() - before).isLessThan(100);
    }

    /** Plans are kept, and PostgreSQL has made them when all that it knew was that one channel has everything. */
    @Test
    void other_channels_entries_are_not_looked_at_whatever_was_known_when_plans_were_made() {
        feed().page(CHANNEL, 1, 500, 65_536);
        after(Set.of("reply:created"));
        insert("user:bob", ENTRIES + 1, ENTRIES + 1);

        long before = entriesLookedAt();
        assertThat(feed().page("user:bob", 0, 500, 65_536).entries()).hasSize(1);
        assertThat(feed().page("user:cid", 0, 500, 65_536).entries()).isEmpty();
        assertThat(feed().after("user:bob", 0, Set.of("reply:created"), COUNTED))
                .returns(1L, MissedEvents::missed);
        assertThat(feed().after("user:cid", 0, Set.of(), COUNTED)).returns(0L, MissedEvents::missed);
        assertThat(entriesLookedAt() - before).isLessThan(20);
    }

    @Test
    void other_channels_entries_are_not_looked_at_by_plans_that_were_made_for_nearly_nothing() {
        jdbc.sql("TRUNCATE feed").update();
        insert(CHANNEL, 1, 10);
        jdbc.sql("ANALYZE feed").update();
        feed().page(CHANNEL, 1, 500, 65_536);
        after(Set.of("reply:created"));
        insert(CHANNEL, 11, ENTRIES);
        insert("user:bob", ENTRIES + 1, ENTRIES + 1);

        long before = entriesLookedAt();
        assertThat(feed().page("user:bob", 0, 500, 65_536).entries()).hasSize(1);
        assertThat(feed().page(CHANNEL, 1, 10, 65_536).entries()).hasSize(10);
        assertThat(after(Set.of())).returns((long) ENTRIES - 1, MissedEvents::missed);
        assertThat(entriesLookedAt() - before).isLessThan(100);
    }

    private Feed feed() {
        return new Feed(jdbc);
    }

    private MissedEvents after(Set<String> types) {
        return feed().after(CHANNEL, 1, types, COUNTED);
    }

    private void insert(String channel, int from, int to) {
        jdbc.sql("""
                INSERT INTO feed (channel, position, previous, number, type, subject, version, event_id, occurred_at,
                                  actor, command_id, stale, data)
                SELECT ?, n, CASE n WHEN ? THEN 0 ELSE n - 1 END, n, 'reply:created', 'reply/x', 1, gen_random_uuid(), now(),
                       'ann', 'x', false, '{}'
                FROM generate_series(?, ?) n
                """).params(channel, from, from, to).update();
        jdbc.sql("UPDATE feed_state SET head = ?").params(to).update();
    }

    private long entriesLookedAt() {
        jdbc.sql("SELECT pg_stat_force_next_flush()").query().singleRow();
        return jdbc.sql("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'feed'")
                .query(Long.class)
                .single();
    }
}
