package io.tidemark.db.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.testkit.TcpProxy;
import io.tidemark.testkit.TcpProxy.Fault;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to wake-ups when notifications fail. */
@Timeout(30)
class HighWaterMarkListenerTest {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final String url = LogFixture.newDatabase();
    private final LogFixture here = new LogFixture(url);
    private final LogFixture there = new LogFixture(url, LogFixture.pollEvery(POLL_INTERVAL));

    @BeforeEach
    void there_it_is_heard() {
        here.engine.appendEvents(Noted.events("a", 0, 1));
        await().until(() -> there.highWaterMark.position() == 1);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void it_comes_back_after_its_connection_was_lost() {
        assertThat(killListeners()).isEqualTo(2);
        here.engine.appendEvents(Noted.events("a", 1, 1));
        await().atMost(SOON).until(() -> there.highWaterMark.position() == 2);
        here.engine.appendEvents(Noted.events("a", 2, 1));
        await().atMost(SOON).until(() -> there.highWaterMark.position() == 3);
    }

    @Test
    void it_asks_when_a_notification_never_came() {
        sql("INSERT INTO event_log SELECT 2, gen_random_uuid(), aggregate_type, aggregate_id, 1, command_id,"
                + " event_type, revision, payload, metadata, occurred_at FROM event_log RETURNING position");
        await().atMost(SOON).until(() -> there.highWaterMark.position() == 2);
    }

    @Test
    void it_asks_even_while_it_hears_of_something_else() {
        sql("INSERT INTO event_log SELECT 2, gen_random_uuid(), aggregate_type, aggregate_id, 1, command_id,"
                + " event_type, revision, payload, metadata, occurred_at FROM event_log RETURNING position");
        await().atMost(SOON).pollInterval(POLL_INTERVAL.dividedBy(4)).until(() -> {
            sql("SELECT pg_notify(log_channel('tidemark_log'), '1')");
            return there.highWaterMark.position() == 2;
        });
    }

    @Test
    void it_survives_a_notification_that_makes_no_sense() {
        sql("SELECT pg_notify(log_channel('tidemark_log'), 'nonsense')");
        here.engine.appendEvents(Noted.events("a", 1, 1));
        await().atMost(SOON).until(() -> there.highWaterMark.position() == 2);
    }

    @Test
    void the_position_of_a_notification_is_checked_by_a_query() {
        sql("SELECT pg_notify(log_channel('tidemark_log'), '1000000')");
        here.engine.appendEvents(Noted.events("a", 1, 1));
        await().atMost(SOON).until(() -> there.highWaterMark.position() == 2);
    }

    @Test
    void a_flood_of_false_notifications_is_not_as_many_questions() {
        long before = transactions();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .during(Duration.ofSeconds(1))
                .until(() -> sql("SELECT pg_notify(log_channel('tidemark_log'), n::text)"
                                + " FROM generate_series(1000000, 1000100) n")
                        == 101);
        assertThat(transactions() - before).isLessThan(2_000);
    }

    /** Those of the database, the test's own included. */
    private long transactions() {
        return here.jdbc
                .sql("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")
                .query(Long.class)
                .single();
    }

    @Test
    void it_says_so_while_the_network_swallows_everything_and_hears_again_after() throws IOException {
        try (var network = new TcpProxy(url);
                var far = new LogFixture(network.url(), LogFixture.pollEvery(POLL_INTERVAL))) {
            await().until(() -> far.highWaterMark.position() == 1 && !far.health.isDelayed());
            network.inject(Fault.BLACK_HOLE);
            await().atMost(SOON).until(far.health::isDelayed);
            here.engine.appendEvents(Noted.events("a", 1, 1));
            await().during(POLL_INTERVAL).until(() -> far.health.isDelayed() && far.highWaterMark.position() == 1);
            network.mend();
            await().atMost(SOON).until(() -> far.highWaterMark.position() == 2 && !far.health.isDelayed());
        }
    }

    private int killListeners() {
        return sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = 'tidemark-listener'");
    }

    /** Runs a statement and returns how many rows it had. */
    private int sql(String sql) {
        return here.jdbc.sql(sql).query().listOfRows().size();
    }
}
