package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseClient;
import io.tidemark.testkit.SseFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloseReasonTest {

    /** More than all buffers on the way to a client hold. */
    private static final int LARGE_EVENTS = 300;

    private final QueryNode node = QueryNode.start(
            "--tidemark.auth.token-lifetime=3s",
            "--tuning.stream.expiring-before=1s",
            "--tidemark.stream.max-connections=4",
            "--tidemark.stream.connections-per-user=2");

    @AfterAll
    void stop() {
        node.close();
    }

    @Tag("slow")
    @Test
    void the_end_of_the_token_is_announced_and_then_ends_the_stream() {
        var large = append(LARGE_EVENTS, "bob");
        try (var stream = node.stream("ann").open();
                var slow = node.stream("bob")
                        .withReceiveBuffer(2048)
                        .from(node.cursor(large - LARGE_EVENTS))
                        .open()) {
            stream.await("sync");
            slow.await("sync");
            var expiring = stream.await("expiring");
            var at = Instant.parse(expiring.data().path("at").asString());
            assertThat(at).isBetween(Instant.now(), Instant.now().plusMillis(1500));
            assertThat(expiring.hasId()).isTrue();
            long position = node.append(SavedReply.of("ann").created());
            assertThat(stream.changes(1).get(0).position()).isEqualTo(position);
            assertThatItSaysGoodbye(stream, "token-expired");
            assertThat(Instant.now()).isBetween(at.minusMillis(100), at.plusMillis(1000));
            assertThatItEndsBeforeAllIsSent(slow);
        }
    }

    /** Even in the middle of a long way back. */
    private static void assertThatItEndsBeforeAllIsSent(SseClient slow) {
        var frames = slow.rest();
        assertThat(frames.get(frames.size() - 1).data().path("reason").asString())
                .isEqualTo("token-expired");
        assertThat(frames.stream().filter(SseFrame::isChange)).hasSizeLessThan(LARGE_EVENTS);
    }

    private long append(int largeEvents, String user) {
        var content = "x".repeat(40_000);
        long last = node.append(Stream.generate(() -> SavedReply.of(user).created("large", content))
                .limit(largeEvents)
                .toList());
        node.catchUp();
        return last;
    }

    @Test
    void one_stream_more_than_a_user_may_have_ends_the_oldest() {
        try (var first = node.stream("cid").open()) {
            first.await("sync");
            try (var second = node.stream("cid").open()) {
                second.await("sync");
                try (var third = node.stream("cid").open()) {
                    third.await("sync");
                    assertThatItSaysGoodbye(first, "evicted", 60_000, 72_000);
                    long position = node.append(SavedReply.of("cid").created());
                    assertThat(second.changes(1).get(0).position()).isEqualTo(position);
                    assertThat(third.changes(1).get(0).position()).isEqualTo(position);
                }
            }
        }
    }

    @Test
    void one_stream_more_than_the_process_holds_is_told_to_come_back_later() {
        var streams = new ArrayList<SseClient>();
        for (var user : List.of("u1", "u2", "u3", "u4")) {
            streams.add(node.stream(user).open());
        }
        streams.forEach(stream -> stream.await("sync"));
        try (var oneMore = node.stream("u5").open()) {
            assertThat(oneMore.status()).isEqualTo(200);
            assertThatItSaysGoodbye(oneMore, "overload");
        }
        streams.forEach(SseClient::close);
    }

    /** Otherwise clients that pay no attention to the time would evict each other for ever. */
    @Test
    void one_that_comes_after_many_evictions_is_the_one_that_ends() {
        var streams = new ArrayList<SseClient>();
        for (int i = 0; i < 4; i++) { // As many as may have a stream, and as many as may be evicted in a minute.
            streams.add(node.stream("dan").open());
            streams.get(i).await("sync");
        }
        try (var oneMore = node.stream("dan").open()) {
            assertThatItSaysGoodbye(oneMore, "evicted", 120_000, 144_000);
        }
        long position = node.append(SavedReply.of("dan").created());
        assertThat(streams.get(2).changes(1).get(0).position()).isEqualTo(position);
        assertThat(streams.get(3).changes(1).get(0).position()).isEqualTo(position);
        streams.forEach(SseClient::close);
    }

    static void assertThatItSaysGoodbye(SseClient stream, String reason) {
        assertThatItSaysGoodbye(stream, reason, 500, 5000);
    }

    static void assertThatItSaysGoodbye(SseClient stream, String reason, long least, long most) {
        var goodbye = stream.await("goodbye");
        assertThat(goodbye.names()).containsExactly("retry", "event", "data");
        assertThat(goodbye.data().path("reason").asString()).isEqualTo(reason);
        assertThat(goodbye.data().path("retry").asLong()).isBetween(least, most);
        assertThat(goodbye.fields().get(0).value())
                .isEqualTo(goodbye.data().path("retry").asString());
        assertThat(stream.rest()).isEmpty();
    }
}
