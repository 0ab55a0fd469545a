package io.tidemark.query.feed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.feed.live.FeedTail;
import io.tidemark.testkit.SseClient;
import io.tidemark.testkit.SseFrame;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedRetentionTest {

    private static final int EVENTS = 20;

    /** More than all buffers on the way to a client hold. */
    private static final int LARGE_EVENTS = 300;

    private final QueryNode node = QueryNode.start(
            "--tidemark.feed.retention=10d",
            "--tuning.retention.interval=1h", // It holds the row that each test's own trim would not wait for.
            "--tuning.retention.step=3",
            "--tuning.retention.pause=1ms",
            "--tidemark.projector.claim-timeout=400ms",
            "--tidemark.log.append-timeout=20s", // The large events are many for a busy machine.
            QueryNode.QUIET);

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void older_entries_are_removed_and_cursors_before_them_are_expired() throws InterruptedException {
        long last = append("ann");
        long old = last - 8;
        age(old);
        removeOld();
        assertThat(count("feed WHERE position <= " + old)).isZero();
        assertThat(count("feed WHERE position > " + old)).isEqualTo(8);
        assertThat(count("feed_state WHERE floor = " + old)).isEqualTo(1);
        assertThat(count("reply_view WHERE owner = 'ann'")).isEqualTo(EVENTS);

        assertThat(verdictOn("ann", old - 1).path("mode").asString()).isEqualTo("reset");
        assertThat(verdictOn("ann", old - 1).path("reason").asString()).isEqualTo("expired");
        assertThat(verdictOn("ann", 0).path("reason").asString()).isEqualTo("expired");
        assertThatAllIsResumed("ann", old, last);
        assertThatAllIsResumed("ann", old + 3, last);
    }

    @Tag("slow")
    @Test
    void a_catch_up_that_it_overtakes_is_told_so_and_skips_nothing() throws InterruptedException {
        var content = "x".repeat(40_000);
        long last = node.append(Stream.generate(() -> SavedReply.of("eve").created("large", content))
                .limit(LARGE_EVENTS)
                .toList());
        node.catchUp();
        var request = node.stream("eve").from(node.cursor(last - LARGE_EVENTS));
        try (var slow = request.withReceiveBuffer(2048).open()) {
            slow.await("sync");
            age(last - 1);
            removeOld();
            var frames = slow.through(frame -> frame.event().equals("sync"));
            assertThat(frames.get(frames.size() - 1).data().path("reason").asString())
                    .isEqualTo("expired");
            assertThat(frames).filteredOn(SseFrame::isChange).allMatch(change -> change.position() < last);
        }
        assertThat(verdictOn("eve", last - LARGE_EVENTS).path("reason").asString())
                .isEqualTo("expired");
    }

    @Test
    void a_stream_of_a_process_that_was_frozen_meanwhile_is_told_so() throws InterruptedException {
        try (var frozen = onlyFollowing();
                var stream = frozen.stream("fay").open()) {
            stream.await("sync");
            synchronized (frozen.bean(FeedTail.class)) { // Without it, it does not read on.
                age(append("fay"));
                removeOld();
            }
            assertThatItIsExpiredAndNothingElseIsTold(stream);
        }
    }

    @Test
    void so_is_one_of_whose_channel_something_newer_is_left() throws InterruptedException {
        try (var frozen = onlyFollowing();
                var stream = frozen.stream("gil").open()) {
            stream.await("sync");
            synchronized (frozen.bean(FeedTail.class)) {
                age(append("gil"));
                removeOld();
                append("gil");
            }
            assertThatItIsExpiredAndNothingElseIsTold(stream);
        }
    }

    /** Another process, which does not project. */
    private QueryNode onlyFollowing() {
        var other = QueryNode.on(node.url(), "--tidemark.stream.checkpoint-interval=200ms", QueryNode.QUIET);
        other.bean(PooledStreamingEventProcessor.class).shutDown();
        return other;
    }

    private static void assertThatItIsExpiredAndNothingElseIsTold(SseClient stream) {
        var frames = stream.through(frame -> frame.event().equals("sync"));
        assertThat(frames).noneMatch(SseFrame::isChange);
        assertThat(frames.get(frames.size() - 1).data().path("reason").asString())
                .isEqualTo("expired");
    }

    @Test
    void the_floor_never_sinks() throws InterruptedException {
        long last = append("bob");
        age(last);
        removeOld();
        node.jdbc().sql("UPDATE event_log SET recorded_at = now()").update();
        removeOld();
        assertThat(count("feed_state WHERE floor = " + last)).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_ahead_makes_nothing_old() throws InterruptedException {
        try (var ahead = QueryNode.ahead(Duration.ofDays(20), "--tidemark.feed.retention=10d", QueryNode.QUIET)) {
            ahead.append(SavedReply.many("eli", EVENTS));
            ahead.catchUp();
            ahead.bean(FeedRetention.class).trim();
            assertThat(ahead.bean(Feed.class).state().floor()).isZero();
        }
    }

    @Test
    void the_first_entry_after_all_were_removed_shows_that_there_were_some() throws InterruptedException {
        long last = append("fay");
        age(last);
        removeOld();
        assertThat(count("feed WHERE channel = 'user:fay'")).isZero();
        append("fay");
        var first = "feed WHERE channel = 'user:fay' AND position = %s AND previous = %s";
        assertThat(count(first.formatted(last + 1, last))).isEqualTo(1);
    }

    @Tag("slow")
    @Test
    void a_step_that_takes_long_keeps_no_process_alive() throws SQLException {
        var patient = QueryNode.start(
                "--tidemark.feed.retention=10d",
                "--tuning.retention.interval=10ms",
                "--spring.datasource.hikari.connection-init-sql=SET statement_timeout = 0",
                "--spring.datasource.hikari.data-source-properties.socketTimeout=60",
                QueryNode.QUIET);
        patient.append(SavedReply.many("gus", EVENTS));
        patient.catchUp();
        try (var other = TestDatabase.dataSource(patient.url()).getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM feed FOR UPDATE");
            patient.jdbc()
                    .sql("UPDATE event_log SET recorded_at = now() - interval '11 days'")
                    .update();
            await().until(() -> isRemoving(patient));
            long start = System.nanoTime();
            patient.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }

    private static boolean isRemoving(QueryNode patient) {
        return patient.jdbc()
                .sql("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock' AND query LIKE 'DELETE FROM feed%'")
                .query(Boolean.class)
                .single();
    }

    @Test
    void nothing_is_removed_during_a_rebuild() throws InterruptedException {
        long last = append("cid");
        age(last);
        var processor = node.bean(PooledStreamingEventProcessor.class);
        processor.shutDown();
        processor.resetTokens();
        removeOld();
        assertThat(count("feed WHERE channel = 'user:cid'")).isEqualTo(EVENTS);
        assertThat(count("feed_state WHERE floor = " + last)).isZero();
        processor.start();
        node.catchUp();
    }

    private long append(String user) {
        long last = node.append(SavedReply.many(user, EVENTS));
        node.catchUp();
        return last;
    }

    /** Makes all up to a position as old as nobody keeps it. */
    private void age(long position) {
        node.jdbc()
                .sql("UPDATE event_log SET recorded_at = now() - interval '11 days' WHERE position <= ?")
                .params(position)
                .update();
    }

    private void removeOld() throws InterruptedException {
        node.bean(FeedRetention.class).trim();
    }

    private void assertThatAllIsResumed(String user, long from, long last) {
        try (var stream = node.stream(user).from(node.cursor(from)).open()) {
            assertThat(stream.await("sync").data().path("mode").asString()).isEqualTo("resumed");
            var changes = stream.changes((int) (last - from));
            assertThat(changes.get(0).previous()).isEqualTo(from);
            assertThat(changes.get(changes.size() - 1).position()).isEqualTo(last);
        }
    }

    private JsonNode verdictOn(String user, long position) {
        try (var stream = node.stream(user).from(node.cursor(position)).open()) {
            return stream.await("sync").data();
        }
    }

    private long count(String rows) {
        return node.jdbc().sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }
}
