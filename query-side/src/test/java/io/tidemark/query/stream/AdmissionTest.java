package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How streams wait for the one turn that there is to read what they missed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionTest {

    /** More than all buffers on the way to a client hold. */
    private static final int LARGE_EVENTS = 300;

    private final QueryNode node = QueryNode.start(
            "--tuning.stream.catch-ups=1",
            "--tidemark.stream.connections-per-user=2",
            "--tidemark.stream.checkpoint-interval=100ms");

    private final String user = QueryNode.newUser();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void who_waits_goes_on_with_checkpoints_that_leave_the_cursor_where_it_is() {
        long from = node.append(SavedReply.of(user).created());
        node.append(SavedReply.many(user, 3));
        node.catchUp();
        try (var turn = HeldTurn.of(node);
                var stream = node.stream(user).from(node.cursor(from)).open()) {
            assertThat(stream.await("sync").data().path("replayed").asInt()).isEqualTo(3);
            turn.awaitWaiting(1);
            assertThat(gauge("running")).isEqualTo(1);
            assertThat(gauge("waiting")).isEqualTo(1);
            assertThat(stream.await("checkpoint").position()).isEqualTo(from);
            long news = node.append(SavedReply.of(user).created());
            node.catchUp();
            assertThat(stream.await("checkpoint").position()).isEqualTo(from);
            turn.release();
            var changes = stream.changes(4);
            assertThat(changes.get(0).previous()).isEqualTo(from);
            assertThat(changes.get(3).position()).isEqualTo(news);
        }
        await().until(() -> gauge("running") == 0 && gauge("waiting") == 0);
    }

    @Test
    void who_waits_can_be_sent_away_and_leaves_the_queue() {
        long from = node.append(SavedReply.of(user).created());
        node.append(SavedReply.many(user, 3));
        node.catchUp();
        try (var turn = HeldTurn.of(node);
                var waiting = node.stream(user).from(node.cursor(from)).open()) {
            waiting.await("sync");
            turn.awaitWaiting(1);
            try (var second = node.stream(user).open();
                    var third = node.stream(user).open()) {
                second.await("sync");
                third.await("sync");
                CloseReasonTest.assertThatItSaysGoodbye(waiting, "evicted", 60_000, 72_000);
                turn.awaitWaiting(0);
            }
        }
    }

    @Test
    void who_waits_and_has_nothing_to_catch_up_waits_for_nothing() {
        long head = node.append(SavedReply.many(user, 3));
        node.catchUp();
        try (var turn = HeldTurn.of(node);
                var stream = node.stream(user).from(node.cursor(head)).open()) {
            stream.await("sync");
            long news = node.append(SavedReply.of(user).created());
            assertThat(stream.changes(1)).extracting(SseFrame::position).containsExactly(news);
            turn.awaitWaiting(0);
        }
    }

    @Test
    void who_does_not_read_holds_no_turn() {
        var content = "x".repeat(40_000);
        long from = node.append(SavedReply.of(user).created());
        node.append(Stream.generate(() -> SavedReply.of(user).created("large", content))
                .limit(LARGE_EVENTS)
                .toList());
        var other = QueryNode.newUser();
        long last = node.append(SavedReply.many(other, 1500));
        node.catchUp();
        try (var stalled = node.stream(user)
                        .withReceiveBuffer(2048)
                        .from(node.cursor(from))
                        .open();
                var lively = node.stream(other)
                        .from(node.cursor(from + LARGE_EVENTS))
                        .open()) {
            stalled.await("sync");
            assertThat(lively.changes(1500).get(1499).position()).isEqualTo(last);
            await().until(() -> gauge("running") == 0 && gauge("waiting") == 0);
            assertThat(stalled.changes(20).get(0).previous()).isEqualTo(from);
        }
    }

    private double gauge(String which) {
        return node.bean(MeterRegistry.class)
                .get("tidemark.stream.catchups." + which)
                .gauge()
                .value();
    }
}
