package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.feed.live.ChannelUpdateEmitter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Whoever waits for an answer is answered, if only that there are too many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class TurnTimeoutTest {

    private final QueryNode node = QueryNode.start(
            "--tuning.stream.verdicts=1",
            "--tuning.stream.catch-ups=1",
            "--tuning.stream.turn-timeout=2s",
            "--tidemark.stream.polls-per-user=2",
            "--tidemark.stream.checkpoint-interval=300ms");

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
        node.append(SavedReply.many(user, 3));
        node.catchUp();
    }

    @Tag("slow")
    @Test
    void a_stream_whose_verdict_does_not_come_is_told_to_come_back() {
        try (var turn = HeldTurn.ofVerdicts(node);
                var stream = node.stream(user).from(node.cursor(from)).open()) {
            CloseReasonTest.assertThatItSaysGoodbye(stream, "overload");
            turn.awaitWaiting(0);
        }
    }

    @Tag("slow")
    @Test
    void a_long_poll_whose_verdict_does_not_come_is_told_so() {
        try (var turn = HeldTurn.ofVerdicts(node)) {
            assertThatItIsBusy(changes(""));
            turn.awaitWaiting(0);
        }
    }

    @Tag("slow")
    @Test
    void a_long_poll_whose_page_does_not_come_is_told_so() {
        try (var turn = HeldTurn.of(node)) {
            assertThatItIsBusy(changes(""));
            turn.awaitWaiting(0);
        }
    }

    @Tag("slow")
    @Test
    void a_stream_that_has_its_verdict_waits_for_its_page() {
        try (var turn = HeldTurn.of(node);
                var stream = node.stream(user).from(node.cursor(from)).open()) {
            stream.await("sync");
            for (int checkpoint = 0; checkpoint < 10; checkpoint++) {
                assertThat(stream.await("checkpoint").position()).isEqualTo(from);
            }
            turn.release();
            assertThat(stream.changes(3).get(0).previous()).isEqualTo(from);
        }
    }

    @Test
    void so_many_long_polls_of_one_user_wait_and_one_more_is_refused() {
        var waiting = Stream.of("reply:deleted", "reply:updated")
                .map(type -> inBackground(() -> changes("&wait=30&types=" + type)))
                .toList();
        var updates = node.bean(ChannelUpdateEmitter.class);
        await().until(() -> updates.activeSubscriptions().size() == 2);
        assertThatItIsBusy(changes(""));
        assertThat(node.get("somebody-else", "/api/changes").statusCode()).isEqualTo(200);
        var reply = SavedReply.of(user);
        node.append(reply.created(), reply.retitled("new"), reply.deleted());
        assertThat(waiting).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(20)));
        assertThat(changes("").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> changes(String query) {
        return node.get(user, "/api/changes?after=" + node.cursor(from) + query);
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }

    private static void assertThatItIsBusy(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"busy\"");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
