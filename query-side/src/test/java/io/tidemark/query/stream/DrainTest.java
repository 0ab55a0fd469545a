package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.feed.live.ChannelUpdateEmitter;
import io.tidemark.testkit.SseClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrainTest {

    @Test
    void closing_says_goodbye_to_all_and_does_not_wait_for_them() {
        var node = QueryNode.start();
        var streams = Stream.generate(() -> node.stream(QueryNode.newUser()).open())
                .limit(50)
                .toList();
        streams.forEach(stream -> stream.await("sync"));
        long start = System.nanoTime();
        node.close();
        var took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("Closing with 50 open streams took %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        for (var stream : streams) {
            CloseReasonTest.assertThatItSaysGoodbye(stream, "drain");
        }
        streams.forEach(SseClient::close);
        assertThatNothingKeepsTheProcessAlive();
    }

    @Test
    void a_long_poll_that_waits_is_answered_with_its_cursor() {
        var user = QueryNode.newUser();
        var node = QueryNode.start();
        long last = node.append(SavedReply.of(user).created());
        node.catchUp();
        var cursor = node.cursor(last);
        var waiting = CompletableFuture.supplyAsync(() -> node.get(user, "/api/changes?wait=60&after=" + cursor));
        await().until(() ->
                node.bean(ChannelUpdateEmitter.class).activeSubscriptions().size() == 1);
        node.close();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"events\":[]", "\"cursor\":\"" + cursor + "\"");
        });
    }

    private static void assertThatNothingKeepsTheProcessAlive() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("projector"))
                .allMatch(Thread::isDaemon);
    }
}
