package io.tidemark.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardReaderTest {

    private final QueryNode node = QueryNode.start(QueryNode.QUIET);
    private final DashboardReader reader = node.bean(DashboardReader.class);

    private long before;

    @BeforeEach
    void whatOtherTestsDidIsLongAgo() {
        node.jdbc()
                .sql("ALTER TABLE reply_view DROP CONSTRAINT IF EXISTS no_bad_title")
                .update();
        node.jdbc().sql("TRUNCATE dead_letter_entry").update();
        node.jdbc()
                .sql("UPDATE event_log SET recorded_at = recorded_at - interval '1 h'")
                .update();
        before = reader.now().events().total();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void an_empty_system_is_quiet() {
        try (var empty = QueryNode.start(QueryNode.QUIET)) {
            assertThatItIsQuiet(empty);
        }
    }

    private static void assertThatItIsQuiet(QueryNode empty) {
        var state = empty.bean(DashboardReader.class).now();
        assertThat(state.cursor()).isEqualTo(empty.cursor(0));
        assertThat(state.events()).isEqualTo(new Dashboard.Events(0, 0, Map.of()));
        assertThat(state.projector()).isEqualTo(new Dashboard.Lag(0, 0));
        assertThat(state.deadLetters()).isEqualTo(new Dashboard.Dead(0, 0));
        assertThat(state.activities()).isEmpty();
    }

    @Test
    void counts_events_by_type_and_per_second_of_the_last_ten() {
        node.append(SavedReply.many("ann", 30));
        node.append(SavedReply.of("bob").created(), SavedReply.of("bob").retitled("no creation"));
        node.catchUp();
        var events = reader.now().events();
        assertThat(events.total()).isEqualTo(before + 32);
        assertThat(events.perSecond()).isEqualTo(3.2);
        assertThat(events.byType()).isEqualTo(Map.of("reply:created", 3.1, "reply:updated", 0.1));
    }

    @Test
    void events_older_than_the_window_do_not_count() {
        long last = node.append(SavedReply.many("ann", 3));
        node.jdbc()
                .sql("UPDATE event_log SET recorded_at = recorded_at - interval '11 s' WHERE position < ?")
                .params(last)
                .update();
        node.catchUp();
        assertThat(reader.now().events())
                .isEqualTo(new Dashboard.Events(before + 3, 0.1, Map.of("reply:created", 0.1)));
    }

    /** Nearly all of a large log is older than the window. */
    @Test
    void rates_look_at_the_window_alone() {
        long last = node.append(SavedReply.many("ann", 200));
        node.catchUp();
        node.jdbc().sql("""
                        INSERT INTO feed SELECT channel, position + 1000 * n, previous, type, subject, version, event_id,
                                                occurred_at, actor, command_id, stale, data, number
                        FROM feed, generate_series(1, 200) n
                        """).update();
        node.jdbc().sql("ANALYZE feed").update();
        node.jdbc().sql("ANALYZE event_log").update();
        assertThat(plan(DashboardReader.RATES.replace("?", "100000")))
                .contains("feed_position")
                .doesNotContain("Seq Scan");
        assertThat(plan(DashboardReader.WINDOW.replace("?", "10"))).contains("event_log_recorded_at");
        node.jdbc().sql("DELETE FROM feed WHERE position > ?").params(last).update();
    }

    private String plan(String sql) {
        return String.join(
                "\n", node.jdbc().sql("EXPLAIN " + sql).query(String.class).list());
    }

    @Test
    void shows_the_last_fifty_the_newest_first() {
        node.append(SavedReply.many("ann", 60));
        var last = SavedReply.of("bob");
        long position = node.append(last.created());
        node.catchUp();
        var activities = reader.now().activities();
        assertThat(activities).hasSize(50);
        assertThat(activities.get(0).cursor()).isEqualTo(node.cursor(position));
        assertThat(activities.get(0).type()).isEqualTo("reply:created");
        assertThat(activities.get(0).subject()).isEqualTo(last.subject());
        assertThat(activities.get(0).actor()).isEqualTo("bob");
        assertThat(activities.get(49).cursor()).isEqualTo(node.cursor(position - 49));
    }

    @Test
    void says_how_far_the_read_models_are_behind() throws SQLException {
        try (var other = node.bean(DataSource.class).getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE reply_view IN ACCESS EXCLUSIVE MODE");
            node.append(SavedReply.many("ann", 7));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(reader.now().projector().millis()).isGreaterThan(300));
            assertThat(reader.now().projector().events()).isEqualTo(7);
            other.rollback();
        }
        node.catchUp();
        assertThat(reader.now().projector()).isEqualTo(new Dashboard.Lag(0, 0));
    }

    @Test
    void counts_dead_letters() {
        node.jdbc()
                .sql("ALTER TABLE reply_view ADD CONSTRAINT no_bad_title CHECK (title <> 'bad')")
                .update();
        var bad = SavedReply.of("ann");
        node.append(
                bad.created("bad", "content"),
                bad.retitled("fine"),
                SavedReply.of("ann").created("bad", "content"));
        node.catchUp();
        assertThat(reader.now().deadLetters()).isEqualTo(new Dashboard.Dead(2, 3));
    }

    @Test
    void shows_connections_and_delivery_latency() {
        long delivered = reader.now().delivery().count();
        try (var ann = node.stream("ann").open();
                var annsPhone = node.stream("ann").open();
                var bob = node.stream("bob").open()) {
            ann.await("sync");
            annsPhone.await("sync");
            bob.await("sync");
            assertThat(reader.now().streams().connections()).isEqualTo(3);
            assertThat(reader.now().streams().users()).isEqualTo(2);
            node.append(SavedReply.of("ann").created());
            ann.changes(1);
            annsPhone.changes(1);
            var delivery = reader.now().delivery();
            assertThat(delivery.count()).isEqualTo(delivered + 2);
            assertThat(delivery.p50()).isBetween(0.1, 10_000.0);
            assertThat(delivery.p99()).isBetween(delivery.p50(), 10_000.0);
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(reader.now().streams().connections()).isZero());
    }
}
