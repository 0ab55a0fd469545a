package io.tidemark.query.feed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How many entries of a channel are kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelRetentionTest {

    private static final String[] SMALL_STEPS = {
        "--tuning.retention.interval=1h", // It holds the row that each test's own trim would not wait for.
        "--tidemark.feed.retention-entries=5",
        "--tuning.retention.step=7",
        "--tuning.retention.pause=1ms",
        QueryNode.QUIET
    };

    private final QueryNode node = QueryNode.start(SMALL_STEPS);
    private String user = "";

    @BeforeEach
    void somebodyNew() {
        user = QueryNode.newUser();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void a_channel_keeps_its_newest_entries() throws InterruptedException {
        var other = QueryNode.newUser();
        long first = append(other, 3);
        long last = append(user, 20);
        trim();
        assertThat(positions(user)).containsExactly(last - 4, last - 3, last - 2, last - 1, last);
        assertThat(positions(other)).containsExactly(first - 2, first - 1, first);
    }

    @Test
    void the_first_that_is_left_tells_that_something_before_it_is_not() throws InterruptedException {
        long last = append(user, 20);
        trim();
        assertThat(previous(user).get(0)).isEqualTo(last - 5);
    }

    @Test
    void the_next_entry_follows_the_remaining_ones() throws InterruptedException {
        long last = append(user, 20);
        trim();
        append(user, 2);
        assertThat(previous(user)).endsWith(last, last + 1);
        trim();
        assertThat(positions(user)).containsExactly(last - 2, last - 1, last, last + 1, last + 2);
        assertThat(previous(user).get(0)).isEqualTo(last - 3);
    }

    @Test
    void a_channel_without_news_is_not_looked_at_again() throws InterruptedException {
        var quiet = QueryNode.newUser();
        append(user, 20);
        append(quiet, 4);
        trim();
        node.jdbc()
                .sql("INSERT INTO feed SELECT channel, position - 4 * n, previous, type, subject, version, event_id,"
                        + " occurred_at, actor, command_id, stale, data, number - 4 * n"
                        + " FROM feed, generate_series(1, 5) n WHERE channel = ?")
                .params(Channels.of(quiet))
                .update();
        append(user, 20);
        trim();
        assertThat(positions(quiet)).hasSize(24);
        append(quiet, 1);
        trim();
        assertThat(positions(quiet)).hasSize(5);
    }

    @Test
    void a_smaller_number_holds_for_all_channels() throws InterruptedException {
        long last = append(user, 20);
        trim();
        try (var stricter = QueryNode.on(node.url(), "--tidemark.feed.retention-entries=2")) {
            stricter.bean(FeedRetention.class).trim();
        }
        assertThat(positions(user)).containsExactly(last - 1, last);
        trim();
    }

    @Test
    void one_process_at_a_time_removes() throws InterruptedException, SQLException {
        append(user, 20);
        try (var other = TestDatabase.dataSource(node.url()).getConnection()) {
            execute(other, "SELECT position FROM feed_retention FOR UPDATE");
            trim();
            assertThat(positions(user)).hasSize(20);
            other.rollback();
        }
        trim();
        assertThat(positions(user)).hasSize(5);
    }

    @Test
    void nothing_is_removed_during_a_rebuild() throws InterruptedException {
        long last = append(user, 20);
        node.jdbc().sql("UPDATE feed_state SET projected = 0").update();
        trim();
        assertThat(positions(user)).hasSize(20);
        node.jdbc().sql("UPDATE feed_state SET projected = head").update();
        trim();
        assertThat(positions(user)).hasSize(5).last().isEqualTo(last);
    }

    @Test
    void a_removal_does_not_delay_new_entries() throws SQLException {
        append(user, 20);
        try (var other = TestDatabase.dataSource(node.url()).getConnection()) {
            execute(other, "SELECT position FROM feed_retention FOR UPDATE");
            execute(other, "DELETE FROM feed WHERE channel = '%s' AND number <= 15".formatted(Channels.of(user)));
            append(user, 1);
            assertThat(positions(user)).hasSize(21);
            other.rollback();
        }
    }

    @Test
    void at_least_one_is_kept() {
        assertThatThrownBy(() -> QueryNode.on(node.url(), "--tidemark.feed.retention-entries=0", QueryNode.QUIET))
                .rootCause()
                .hasMessageContaining("tidemark.feed.retention-entries with value '0' is invalid");
    }

    private long append(String owner, int events) {
        long last = node.append(SavedReply.many(owner, events));
        node.catchUp();
        return last;
    }

    private void trim() throws InterruptedException {
        node.bean(FeedRetention.class).trim();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Long> positions(String owner) {
        return column("position", owner);
    }

    private List<Long> previous(String owner) {
        return column("previous", owner);
    }

    private List<Long> column(String column, String owner) {
        return node.jdbc()
                .sql("SELECT %s FROM feed WHERE channel = ? ORDER BY position".formatted(column))
                .params(Channels.of(owner))
                .query(Long.class)
                .list();
    }
}
