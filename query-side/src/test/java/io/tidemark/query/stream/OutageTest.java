package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutageTest {

    private final String url = TestDatabase.create();
    private final String name = url.replaceFirst(".*/([^/?]*).*", "$1");
    private final JdbcClient server = JdbcClient.create(TestDatabase.dataSource(url.replace("/" + name, "/postgres")));
    private final QueryNode node = QueryNode.on(
            url,
            QueryNode.QUIET,
            "--spring.datasource.hikari.connection-timeout=500",
            "--tidemark.projector.claim-timeout=400ms",
            "--tuning.stream.catch-ups=1",
            "--tidemark.stream.checkpoint-interval=200ms",
            "--tuning.log.poll-interval=100ms");

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whoever_has_to_catch_up_is_told_so_and_resumes_exactly_when_it_is_over() {
        long last = node.append(SavedReply.many("ann", 10));
        node.catchUp();
        var cursor = node.cursor(4);
        try (var open = node.stream("ann").open()) {
            open.await("sync");
            cutOff();
            try (var late = node.stream("ann").from(cursor).open()) {
                assertThat(late.status()).isEqualTo(200);
                CloseReasonTest.assertThatItSaysGoodbye(late, "unavailable");
            }
            allow(true);
            await().until(() -> node.get("ann", "/api/snapshot").statusCode() == 200);
            try (var again = node.stream("ann").from(cursor).open()) {
                assertThat(again.changes(6))
                        .extracting(SseFrame::position)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(5, last).boxed().toList());
                long news = node.append(SavedReply.of("ann").created());
                assertThat(again.changes(1).get(0).position()).isEqualTo(news);
                assertThat(open.changes(1).get(0).position()).isEqualTo(news);
            }
        }
    }

    @Test
    void streams_that_are_open_stay_open_say_so_and_go_on_without_a_loss() {
        node.append(SavedReply.many("ann", 10));
        node.catchUp();
        try (var turn = HeldTurn.of(node);
                var live = node.stream("ann").open();
                var behind = node.stream("ann").from(node.cursor(4)).open()) {
            live.await("sync");
            behind.await("sync");
            turn.awaitWaiting(1);
            cutOff();
            turn.release();
            assertThat(live.through(OutageTest::isDelayed)).noneMatch(SseFrame::isChange);
            assertThat(behind.through(OutageTest::isDelayed)).noneMatch(SseFrame::isChange);
            allow(true);
            live.through(frame -> frame.event().equals("checkpoint") && !isDelayed(frame));
            assertThat(behind.changes(6)).extracting(SseFrame::position).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
            await().until(() -> node.get("ann", "/api/snapshot").statusCode() == 200);
            long news = node.append(SavedReply.of("ann").created());
            assertThat(live.changes(1).get(0).position()).isEqualTo(news);
            assertThat(behind.changes(1).get(0).position()).isEqualTo(news);
        }
    }

    private static boolean isDelayed(SseFrame frame) {
        return frame.event().equals("checkpoint")
                && frame.data().path("delayed").asBoolean(false);
    }

    private void cutOff() {
        allow(false);
        server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                .params(name)
                .query()
                .listOfRows();
    }

    private void allow(boolean connections) {
        server.sql("ALTER DATABASE %s ALLOW_CONNECTIONS %b".formatted(name, connections))
                .update();
    }
}
