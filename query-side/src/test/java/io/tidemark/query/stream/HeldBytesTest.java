package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.UsedMemory;
import io.tidemark.testkit.SseClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class HeldBytesTest {

    private static final int STREAMS = 32;
    private static final int BOUND_OF_EACH = 256 * 1024;

    /** More than all buffers on the way to a client hold. */
    private static final int LARGE_EVENTS = 1200;

    private final QueryNode node =
            QueryNode.start("--tidemark.stream.connections-per-user=" + 2 * STREAMS, "--tuning.feed.page-events=20");

    private long from;

    @AfterEach
    void stop() {
        node.close();
    }

    /** What the first hold includes what Netty takes at once for many. */
    @Test
    void streams_that_stall_hold_no_more_than_their_bytes_each() {
        from = node.append(SavedReply.of("ann").created());
        append(LARGE_EVENTS);
        node.catchUp();
        var first = stalled(STREAMS / 4);
        long before = UsedMemory.bytes();
        var more = stalled(STREAMS);
        append(LARGE_EVENTS / 10);
        node.catchUp();
        long held = (UsedMemory.bytes() - before) / STREAMS;
        System.out.printf("Each of %d stalled streams holds %,d bytes%n", STREAMS, held);
        assertThat(held).isLessThan(BOUND_OF_EACH);
        assertThat(more.get(0).changes(50).get(0).previous()).isEqualTo(from);
        first.forEach(SseClient::close);
        more.forEach(SseClient::close);
    }

    private List<SseClient> stalled(int number) {
        var streams = Stream.generate(() -> node.stream("ann")
                        .withReceiveBuffer(2048)
                        .from(node.cursor(from))
                        .open())
                .limit(number)
                .toList();
        streams.forEach(stream -> stream.await("sync"));
        await().atMost(Duration.ofSeconds(120))
                .during(Duration.ofSeconds(1))
                .until(() -> node.bean("catchUpQueue", FairQueue.class).running() == 0);
        return streams;
    }

    private void append(int largeEvents) {
        var content = "x".repeat(10_000);
        node.append(Stream.generate(() -> SavedReply.of("ann").created("large", content))
                .limit(largeEvents)
                .toList());
    }
}
