package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.feed.live.ChannelUpdateEmitter;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class WriteTimeoutTest {

    /** More than all buffers on the way to a client hold. */
    private static final int LARGE_EVENTS = 300;

    private final QueryNode node = QueryNode.start(
            "--tidemark.http.stream-write-timeout=3s",
            "--tidemark.stream.checkpoint-interval=200ms",
            "--tidemark.log.append-timeout=20s", // The large events are many for a busy machine.
            QueryNode.QUIET);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void who_takes_nothing_is_closed_and_resumes_and_who_takes_what_there_is_stays() {
        var content = "x".repeat(40_000);
        long from = node.append(SavedReply.of("ann").created());
        node.append(Stream.generate(() -> SavedReply.of("ann").created("large", content))
                .limit(LARGE_EVENTS)
                .toList());
        node.catchUp();
        try (var stalled = node.stream("ann")
                        .withReceiveBuffer(2048)
                        .from(node.cursor(from))
                        .open();
                var quiet = node.stream("bob").open()) {
            stalled.await("sync");
            quiet.await("sync");
            await().atMost(Duration.ofSeconds(30)).until(() -> closed("stream") >= 1);
            await().until(() ->
                    node.bean(ChannelUpdateEmitter.class).activeSubscriptions().size() == 1);
            quiet.await("checkpoint");
            try (var again = node.stream("ann").from(stalled.cursor()).open()) {
                assertThat(again.changes(LARGE_EVENTS).get(0).previous()).isEqualTo(from);
            }
            assertThat(closed("http")).isZero();
        }
    }

    private double closed(String kind) {
        return node.bean(MeterRegistry.class)
                .get("tidemark.%s.write.timeouts".formatted(kind))
                .counter()
                .count();
    }
}
