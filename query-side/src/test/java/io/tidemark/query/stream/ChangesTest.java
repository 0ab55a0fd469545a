package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChangesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();
    private final SavedReply reply = SavedReply.of(user);

    @Test
    void answers_with_what_was_missed_and_where_to_go_on() {
        long first = node.append(reply.created());
        long last = node.append(reply.retitled("new"), reply.deleted());
        node.catchUp();
        var answer = changes("after=" + node.cursor(first));
        assertThat(answer.path("mode").asString()).isEqualTo("resumed");
        assertThat(answer.path("replayed").asLong()).isEqualTo(2);
        assertThat(types(answer)).containsExactly("reply:updated", "reply:deleted");
        assertThat(answer.path("more").asBoolean()).isFalse();
        assertThat(SseFrame.positionOf(answer.path("cursor").asString())).isGreaterThanOrEqualTo(last);
    }

    @Test
    void the_events_are_those_of_the_stream() {
        long last = node.append(reply.created());
        node.catchUp();
        var event = changes("after=" + node.cursor(last - 1)).path("events").get(0);
        try (var stream = node.stream(user).from(node.cursor(last - 1)).open()) {
            assertThat(event).isEqualTo(stream.changes(1).get(0).data());
        }
    }

    @Test
    void a_limit_cuts_it_and_says_that_there_is_more() {
        long last = node.append(SavedReply.many(user, 5));
        node.catchUp();
        var first = changes("limit=3&after=" + node.cursor(last - 5));
        assertThat(first.path("more").asBoolean()).isTrue();
        assertThat(first.path("events").size()).isEqualTo(3);
        assertThat(first.path("cursor").asString()).isEqualTo(node.cursor(last - 2));
        var rest = changes("after=" + first.path("cursor").asString());
        assertThat(rest.path("events").size()).isEqualTo(2);
        assertThat(rest.path("more").asBoolean()).isFalse();
    }

    @Test
    void only_the_types_asked_for_come() {
        long first = node.append(reply.created());
        node.append(reply.retitled("new"), reply.deleted());
        node.catchUp();
        var answer = changes("types=reply:deleted&after=" + node.cursor(first));
        assertThat(types(answer)).containsExactly("reply:deleted");
        assertThat(answer.path("replayed").asLong()).isEqualTo(1);
    }

    @Test
    void without_a_cursor_it_says_where_to_begin() {
        long last = node.append(reply.created());
        node.catchUp();
        var answer = changes("wait=5");
        assertThat(answer.path("mode").asString()).isEqualTo("live");
        assertThat(answer.path("events").size()).isZero();
        assertThat(SseFrame.positionOf(answer.path("cursor").asString())).isGreaterThanOrEqualTo(last);
    }

    @Test
    void a_cursor_that_is_no_good_is_a_reset_at_once() {
        var answer = changes("wait=5&after=nonsense");
        assertThat(answer.path("mode").asString()).isEqualTo("reset");
        assertThat(answer.path("reason").asString()).isEqualTo("malformed");
    }

    @Test
    void it_waits_for_news_and_no_longer() {
        long first = node.append(reply.created());
        node.catchUp();
        var waiting = CompletableFuture.supplyAsync(() -> changes("wait=10&after=" + node.cursor(first)));
        assertThat(waiting).isNotCompleted();
        node.append(SavedReply.of(QueryNode.newUser()).created());
        long news = node.append(reply.retitled("new"));
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).satisfies(answer -> {
            assertThat(types(answer)).containsExactly("reply:updated");
            assertThat(answer.path("mode").asString()).isEqualTo("resumed");
            assertThat(answer.path("cursor").asString()).isEqualTo(node.cursor(news));
        });
    }

    @Test
    void without_news_it_answers_when_the_time_is_up() {
        long last = node.append(reply.created());
        node.catchUp();
        var answer = changes("wait=1&after=" + node.cursor(last));
        assertThat(answer.path("events").size()).isZero();
        assertThat(answer.path("mode").asString()).isEqualTo("resumed");
    }

    @Test
    void the_cursor_is_in_the_header_too_and_nobody_stores_the_answer() {
        var answer = get("");
        assertThat(answer.headers().firstValue("Tidemark-Cursor"))
                .hasValue(JSON.readTree(answer.body()).path("cursor").asString());
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "wait=-1", "wait=61", "types=x"})
    void what_is_out_of_bounds_is_refused(String query) {
        assertThat(get(query).statusCode()).isEqualTo(400);
    }

    private JsonNode changes(String query) {
        return JSON.readTree(get(query).body());
    }

    private HttpResponse<String> get(String query) {
        return node.get(user, "/api/changes?" + query);
    }

    private static List<String> types(JsonNode answer) {
        return answer.path("events")
                .valueStream()
                .map(event -> event.path("type").asString())
                .toList();
    }
}
