package io.tidemark.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final QueryNode node =
            QueryNode.start("--tidemark.projector.claim-timeout=400ms", "--tidemark.reads.after-timeout=1s");
    private final PooledStreamingEventProcessor processor = node.bean(PooledStreamingEventProcessor.class);

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void a_read_after_a_cursor_shows_all_changes_up_to_it() {
        for (int round = 0; round < 20; round++) {
            var reply = SavedReply.of("ann");
            var cursor = node.cursor(node.append(reply.created(), reply.retitled("new"), reply.deleted()));
            assertThat(after(cursor, "/api/saved-replies/" + reply.id()).statusCode())
                    .isEqualTo(404);
            assertThat(after(cursor, "/api/saved-replies").headers().firstValue("Tidemark-Cursor"))
                    .hasValue(cursor);
        }
    }

    @Test
    void it_waits_until_the_read_models_have_come_that_far() {
        processor.shutDown();
        var cursor = node.cursor(node.append(SavedReply.of("bob").created()));
        var waiting = CompletableFuture.supplyAsync(() -> after(cursor, "/api/saved-replies"));
        assertThat(waiting).isNotCompleted();
        processor.start();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).returns(200, HttpResponse::statusCode);
    }

    @Test
    void but_not_for_ever() {
        processor.shutDown();
        var cursor = node.cursor(node.append(SavedReply.of("bob").created()));
        var refused = after(cursor, "/api/saved-replies");
        processor.start();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"not-yet\"");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void a_cursor_of_another_history_is_refused() {
        assertThat(after("nonsense", "/api/saved-replies").statusCode()).isEqualTo(400);
        assertThat(after("other.1", "/api/snapshot").statusCode()).isEqualTo(400);
    }

    @Test
    void two_cursors_are_refused() {
        var cursor = node.cursor(0);
        var refused = node.get("bob", "/api/saved-replies", "Tidemark-After", cursor, "Tidemark-After", cursor);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"code\":\"cursor.invalid\"");
    }

    @Test
    void a_snapshot_and_the_stream_from_its_cursor_meet() {
        var reply = SavedReply.of("cid");
        node.append(reply.created());
        node.catchUp();
        var answer = node.get("cid", "/api/snapshot");
        var snapshot = JSON.readTree(answer.body());
        var cursor = snapshot.path("cursor").asString();
        assertThat(answer.headers().firstValue("Tidemark-Cursor")).hasValue(cursor);
        assertThat(snapshot.path("replies").size()).isEqualTo(1);
        assertThat(snapshot.path("replies").get(0).path("id").asString()).isEqualTo(reply.id());
        long news = node.append(reply.retitled("new"));
        try (var stream = node.stream("cid").from(cursor).open()) {
            assertThat(stream.changes(1)).extracting(SseFrame::position).containsExactly(news);
        }
    }

    private HttpResponse<String> after(String cursor, String path) {
        return node.get("bob", path, "Tidemark-After", cursor);
    }
}
