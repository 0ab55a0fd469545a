package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.feed.live.FeedUpdate;
import io.tidemark.query.feed.live.FrameEncoder;
import io.tidemark.query.feed.store.FeedEntry;
import io.tidemark.query.stream.lifetime.CloseReason;
import io.tidemark.query.stream.lifetime.StreamLifetime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.queryhandling.DefaultSubscriptionQueryResult;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class BusyChannelTest {

    private static final FollowChannel QUERY = new FollowChannel("user:ann", null, Set.of(), Integer.MAX_VALUE);
    private static final int ENOUGH = 1000;

    private final QueryNode node = QueryNode.shared();

    @Test
    void a_drain_does_not_wait_for_a_pause() {
        var drain = Mono.delay(Duration.ofMillis(100)).thenReturn(new StreamLifetime.End(CloseReason.DRAIN));
        assertThat(slowlyRead(null, drain)).last().asString().contains("\"drain\"");
    }

    @Test
    void a_token_that_ends_is_announced_and_ends_the_stream_without_a_pause() {
        var frames = slowlyRead(Instant.now().plusMillis(500), Mono.never());
        assertThat(frames).last().asString().contains("\"token-expired\"");
        assertThat(frames).anyMatch(frame -> frame.startsWith("event: expiring"));
    }

    @Test
    void checkpoints_come_without_a_pause() {
        var drain = Mono.delay(Duration.ofSeconds(1)).thenReturn(new StreamLifetime.End(CloseReason.DRAIN));
        assertThat(slowlyRead(null, drain)).anyMatch(frame -> frame.startsWith("event: checkpoint"));
    }

    /** What a client receives for which the next event is always there before it has taken the one before. */
    private List<String> slowlyRead(@Nullable Instant expiresAt, Mono<StreamLifetime.End> ending) {
        var frames = new Connection(QUERY, node.bean(Connection.Tools.class))
                .chunks(busy(), node.bean(StreamLifetime.class).steps(expiresAt, ending))
                .concatMap(bytes -> Mono.delay(Duration.ofMillis(2)).thenReturn(bytes), 1)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .take(ENOUGH)
                .collectList()
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
        assertThat(frames).hasSizeLessThan(ENOUGH);
        return frames;
    }

    private SubscriptionQueryResult<ResumePoint, FeedUpdate> busy() {
        var encoder = node.bean(FrameEncoder.class);
        var updates = Flux.range(1, Integer.MAX_VALUE)
                .map(position -> new FeedUpdate(List.of(encoder.frame(entry(position))), false));
        var decision = new ResumeDecision(ResumeMode.LIVE, node.cursor(0), node.cursor(0), 0, null);
        return new DefaultSubscriptionQueryResult<>(
                Mono.just(new ResumePoint(decision, 0, false)), updates, () -> true);
    }

    private static FeedEntry entry(long position) {
        return new FeedEntry(
                "user:ann",
                position,
                position - 1,
                "reply:created",
                "reply/1",
                0,
                new UUID(0, position),
                Instant.EPOCH,
                "ann",
                "command",
                null,
                null,
                false,
                "{}");
    }
}
