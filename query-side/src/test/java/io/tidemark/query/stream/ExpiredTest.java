package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a cursor when the first of the entries that follow it were removed, but no floor was raised. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpiredTest {

    private static final int EVENTS = 10;

    private final QueryNode node = QueryNode.start(
            "--tuning.stream.catch-ups=1",
            "--tuning.feed.page-events=3",
            "--tidemark.stream.checkpoint-interval=200ms");

    private String user = "";
    private long from;

    @AfterAll
    void stop() {
        node.close();
    }

    @BeforeEach
    void append() {
        user = QueryNode.newUser();
        from = node.append(SavedReply.of(user).created());
        node.append(SavedReply.many(user, EVENTS));
        node.catchUp();
    }

    @Test
    void a_cursor_from_before_them_is_expired_and_one_at_the_last_of_them_is_good() {
        removeUpTo(from + 4);
        try (var before = node.stream(user).from(node.cursor(from + 3)).open();
                var at = node.stream(user).from(node.cursor(from + 4)).open()) {
            assertThat(before.await("sync").data().path("reason").asString()).isEqualTo("expired");
            assertThat(at.await("sync").data().path("mode").asString()).isEqualTo("resumed");
            assertThat(at.changes(EVENTS - 4).get(0).previous()).isEqualTo(from + 4);
        }
    }

    @Test
    void a_cursor_of_which_nothing_was_missed_is_good() {
        removeUpTo(from + EVENTS);
        try (var stream = node.stream(user).from(node.cursor(from + EVENTS)).open()) {
            assertThat(stream.await("sync").data().path("mode").asString()).isEqualTo("resumed");
        }
    }

    @Test
    void in_the_midst_of_a_catch_up_a_second_verdict_says_so_and_ends_the_stream() {
        try (var turn = HeldTurn.of(node);
                var stream = node.stream(user).from(node.cursor(from)).open()) {
            assertThat(stream.await("sync").data().path("mode").asString()).isEqualTo("resumed");
            turn.awaitWaiting(1);
            removeUpTo(from + 4);
            turn.release();
            var second = stream.await("sync");
            assertThat(second.data().path("mode").asString()).isEqualTo("reset");
            assertThat(second.data().path("reason").asString()).isEqualTo("expired");
            assertThat(second.hasId()).isFalse();
            CloseReasonTest.assertThatItSaysGoodbye(stream, "reset");
        }
    }

    @Test
    void what_is_told_ends_before_a_gap() {
        node.jdbc()
                .sql("DELETE FROM feed WHERE channel = ? AND position BETWEEN ? AND ?")
                .params("user:" + user, from + 3, from + 5)
                .update();
        try (var stream = node.stream(user).from(node.cursor(from)).open()) {
            stream.await("sync");
            var told = stream.through(frame -> frame.event().equals("sync"));
            assertThat(told)
                    .filteredOn(SseFrame::isChange)
                    .extracting(SseFrame::position)
                    .containsExactly(from + 1, from + 2);
        }
    }

    @Test
    void a_long_poll_says_so_too() {
        removeUpTo(from + 4);
        var answer = JsonMapper.shared()
                .readTree(node.get(user, "/api/changes?after=" + node.cursor(from + 3))
                        .body());
        assertThat(answer.path("mode").asString()).isEqualTo("reset");
        assertThat(answer.path("reason").asString()).isEqualTo("expired");
        assertThat(answer.path("events").size()).isZero();
        assertThat(answer.path("cursor").asString()).isEqualTo(node.cursor(from + 3));
    }

    private void removeUpTo(long position) {
        node.jdbc()
                .sql("DELETE FROM feed WHERE channel = ? AND position <= ?")
                .params("user:" + user, position)
                .update();
    }
}
