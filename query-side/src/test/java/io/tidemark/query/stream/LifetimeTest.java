package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.feed.live.ChannelUpdateEmitter;
import io.tidemark.testkit.SseClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifetimeTest {

    private final QueryNode node = QueryNode.start(
            "--tidemark.stream.lifetime=2s",
            "--tidemark.stream.connections-per-user=20",
            "--tidemark.stream.checkpoint-interval=100ms",
            "--tidemark.stream.retry-min=700ms",
            "--tidemark.stream.retry-max=700ms");

    @AfterAll
    void stop() {
        node.close();
    }

    @Tag("slow")
    @Test
    void streams_end_after_it_and_leave_nothing_behind() {
        try (var stream = node.stream("ann").open()) {
            stream.await("sync");
            var goodbye = stream.await("goodbye");
            assertThat(goodbye.data().path("reason").asString()).isEqualTo("lifetime");
            assertThat(goodbye.data().path("retry").asLong()).isEqualTo(700);
            assertThat(stream.rest()).isEmpty();
        }
        awaitNobody();
    }

    @Test
    void clients_that_vanish_leave_nothing_behind() {
        var streams = Stream.generate(() -> node.stream("ann").open()).limit(20).toList();
        streams.forEach(stream -> stream.await("sync"));
        assertThat(node.bean(ChannelUpdateEmitter.class).activeSubscriptions()).hasSize(20);
        streams.forEach(SseClient::close);
        node.append(SavedReply.of("ann").created());
        awaitNobody();
    }

    private void awaitNobody() {
        await().until(() ->
                node.bean(ChannelUpdateEmitter.class).activeSubscriptions().isEmpty());
    }
}
