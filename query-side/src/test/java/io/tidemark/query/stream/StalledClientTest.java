package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.UsedMemory;
import io.tidemark.testkit.SseClient;
import io.tidemark.testkit.StreamRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class StalledClientTest {

    private static final int EVENTS = 100_000;
    private static final int AT_ONCE = 2000;
    private static final int BOUND = 10_000_000;

    private final QueryNode node = QueryNode.start("--tidemark.stream.checkpoint-interval=1s");

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void holds_little_memory_slows_nobody_and_misses_nothing() {
        try (var stalled = stalling(node.stream("ann")).open();
                var lively = node.stream("ann").open();
                var other = node.stream("bob").open()) {
            stalled.await("sync");
            other.await("sync");
            var read = CompletableFuture.supplyAsync(() -> lastOfWholeChain(lively));
            long before = UsedMemory.bytes();
            appendAll();
            assertThat(millisUntilDelivered(other)).isLessThan(2000);
            assertThat(read).succeedsWithin(Duration.ofSeconds(30)).isEqualTo((long) EVENTS);
            assertThatMemoryIsBounded("for a client that stalled while they came", before);
            assertThat(lastOfWholeChain(stalled)).isEqualTo(EVENTS);
        }
        assertThatCatchUpsAreBoundedToo();
    }

    private void assertThatCatchUpsAreBoundedToo() {
        long before = UsedMemory.bytes();
        try (var stalled = stalling(node.stream("ann").from(node.cursor(0))).open()) {
            stalled.await("sync");
            await().during(Duration.ofSeconds(1)).until(() -> UsedMemory.bytes() - before < BOUND);
            assertThatMemoryIsBounded("for a client that stalled while it caught up", before);
            assertThat(lastOfWholeChain(stalled)).isEqualTo(EVENTS);
        }
    }

    private static void assertThatMemoryIsBounded(String what, long before) {
        long held = UsedMemory.bytes() - before;
        System.out.printf("Memory held of %,d events %s: %,d bytes%n", EVENTS, what, held);
        assertThat(held).isLessThan(BOUND);
    }

    private static StreamRequest stalling(StreamRequest request) {
        return request.withReceiveBuffer(2048);
    }

    private void appendAll() {
        long start = System.nanoTime();
        var reply = SavedReply.of("ann");
        node.append(reply.created());
        for (int left = EVENTS - 1; left > 0; left -= AT_ONCE) {
            node.append(Stream.generate(() -> reply.retitled("title"))
                    .limit(Math.min(left, AT_ONCE))
                    .toList());
        }
        node.catchUp();
        System.out.printf("Appended and projected %,d events in %d ms%n", EVENTS, millisSince(start));
    }

    private long millisUntilDelivered(SseClient client) {
        long start = System.nanoTime();
        node.append(SavedReply.of("bob").created());
        assertThat(client.changes(1)).hasSize(1);
        return millisSince(start);
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** Reads all events, each of which has to follow the one before it; returns the position of the last. */
    private static long lastOfWholeChain(SseClient client) {
        long last = 0;
        for (int event = 0; event < EVENTS; event++) {
            var change = client.changes(1).get(0);
            assertThat(change.previous()).isEqualTo(last);
            last = change.position();
        }
        return last;
    }
}
