package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /api/saved-replies/{id}, and Tidemark-After on every read */
@ExtendWith(SharedTidemark.class)
class ReadReplySpecTest {

    private final Caller ann;
    private final Caller bob;
    private final Answer created;
    private final String reply;

    ReadReplySpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
        created = ann.post(REPLIES, """
                {"title":"Greeting","content":"Hello 👋","category":"office","tags":["b","a"]}""").is(201);
        reply = created.location();
    }

    @Test
    void answers_with_the_reply_and_its_version() {
        var answer = ann.getAfter(created, reply).is(200);
        assertThat(answer.json()).isEqualTo(created.json());
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(answer.cursor()).isNotEmpty();
    }

    @Test
    void id_may_be_of_any_case() {
        ann.getAfter(created, REPLIES + "/" + created.text("id").toUpperCase(Locale.ROOT))
                .is(200);
    }

    @Test
    void whoever_has_that_version_gets_nothing_again() {
        ann.getAfter(created, reply).is(200);
        assertThat(ann.get(reply, "If-None-Match", "\"0\"").is(304).body()).isEmpty();
        var changed = ann.patch(reply, "{\"title\":\"Farewell\"}").is(200);
        ann.get(reply, "If-None-Match", "\"0\"", "Tidemark-After", changed.cursor())
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"0\"", "\"7\", \"0\"", "\"abc\",W/\"0\""})
    void version_may_be_one_of_a_list_and_weak(String tags) {
        ann.getAfter(created, reply).is(200);
        ann.get(reply, "If-None-Match", tags).is(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "\"abc\"", "0", "\"0", ""})
    void a_client_with_another_version_gets_this_one(String tags) {
        ann.getAfter(created, reply).is(200);
        ann.get(reply, "If-None-Match", tags).is(200);
    }

    @Test
    void of_somebody_else_is_not_found() {
        bob.getAfter(created, reply).isProblem(404, "not-found");
    }

    @Test
    void of_nothing_is_not_found() {
        ann.get(REPLIES + "/" + UUID.randomUUID()).isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "%20", "..."})
    void id_that_is_none_is_refused(String id) {
        ann.get(REPLIES + "/" + id).isProblem(400, "reply.id");
    }

    @Test
    void own_writes_are_read_each_time() {
        for (int i = 1; i <= 20; i++) {
            var changed = ann.patch(reply, "{\"title\":\"%s\"}".formatted(i)).is(200);
            assertThat(ann.getAfter(changed, reply).is(200).json()).isEqualTo(changed.json());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/one", "/api/snapshot"})
    void cursor_that_never_comes_is_told_after_a_while(String path) {
        var ahead = created.cursor().replaceFirst("\\..*", ".999999999");
        long start = System.nanoTime();
        var answer = ann.get(address(path), "Tidemark-After", ahead).isProblem(503, "not-yet");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/one", "/api/snapshot"})
    void cursor_of_another_history_is_refused(String path) {
        ann.get(address(path), "Tidemark-After", "0.1").isProblem(400, "cursor.invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1",
                ".1",
                "k7q2.",
                "k7q2.01",
                "k7q2.-1",
                "k7q2.1.1",
                "K7Q2.1",
                "k7q2.99999999999999999999"
            })
    void cursor_that_is_none_is_refused(String cursor) {
        ann.get(REPLIES, "Tidemark-After", cursor).isProblem(400, "cursor.invalid");
    }

    private String address(String path) {
        return path.startsWith("/api") ? path : path.isEmpty() ? REPLIES : reply;
    }
}
