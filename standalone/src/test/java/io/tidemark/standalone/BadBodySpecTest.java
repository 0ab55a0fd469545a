package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent as a body, it is refused with a reason and leaves nothing behind. */
@ExtendWith(SharedTidemark.class)
class BadBodySpecTest {

    private static final String TOKEN = "/api/auth/token";

    private static final List<String> FIELDS = List.of(
            REPLIES + " title",
            REPLIES + " tags",
            REPLIES + " id",
            "/api/businesses description",
            "/api/products/6f1c2d4e-0000-4000-8000-000000000001 price",
            "/api/products/6f1c2d4e-0000-4000-8000-000000000001 currency",
            "/api/sessions/start prNumber",
            "/api/sessions/start startedAt",
            "/api/sessions/end durationSeconds",
            "/api/sessions/activities activities",
            "/api/sync/sessions operations",
            TOKEN + " user",
            TOKEN + " roles");

    private final Caller ann;
    private final Answer created;

    BadBodySpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        created = ann.creates("Greeting");
    }

    @AfterEach
    void nothing_was_stored() {
        assertThat(ann.getAfter(created, REPLIES).is(200).list("data")).containsExactly(created.json());
        assertThat(ann.eventsUpTo(created)).hasSize(1);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("hello", "json.malformed"),
                arguments("{", "json.malformed"),
                arguments("{\"title\":\"a\",\"content\":\"b\"", "json.malformed"),
                arguments("{\"title\":\"a\" \"content\":\"b\"}", "json.malformed"),
                arguments("{'title':'a'}", "json.malformed"),
                arguments("{\"title\":NaN}", "json.malformed"),
                arguments("{\"title\":\"a\",\"title\":\"b\",\"content\":\"c\"}", "json.malformed"),
                arguments("{\"title\":" + "1".repeat(2000) + "}", "json.out-of-bounds"),
                arguments("{\"title\":\"a\\u000g\"}", "json.malformed"),
                arguments("{\"title\":\"a\nb\"}", "json.malformed"),
                arguments("{\"\\ud83d\":1}", "json.malformed"),
                arguments("{\"title\":1,\"content\":\"b\"}", "json.wrong-type"),
                arguments("{\"title\":true,\"content\":\"b\"}", "json.wrong-type"),
                arguments("{\"title\":{},\"content\":\"b\"}", "json.wrong-type"),
                arguments("{\"title\":[\"a\"],\"content\":\"b\"}", "json.wrong-type"),
                arguments("{\"tags\":\"a\"}", "json.wrong-type"),
                arguments("{\"tags\":{}}", "json.wrong-type"),
                arguments("{\"tags\":[1]}", "json.wrong-type"),
                arguments("{\"tags\":[[\"a\"]]}", "json.wrong-type"),
                arguments("{\"title\":\"a\\u0000\",\"content\":\"b\"}", "json.wrong-type"),
                arguments("{\"title\":\"\\ud83d\",\"content\":\"b\"}", "json.wrong-type"),
                arguments("{\"title\":\"" + "a".repeat(600) + "👋\\udc4b\"}", "json.wrong-type"),
                arguments("{\"title\":\"" + "👋".repeat(600) + "\\udc4b\"}", "json.wrong-type"),
                arguments("{\"tags\":[\"\\udc4b\\ud83d\"]}", "json.wrong-type"),
                arguments("[]", "json.wrong-type"),
                arguments("\"title\"", "json.wrong-type"),
                arguments("7", "json.wrong-type"),
                arguments("{\"nothing\":1}", "json.unknown-field"),
                arguments("{\"owner\":\"eve\"}", "json.unknown-field"),
                arguments("{\"" + "n".repeat(5000) + "\":1}", "json.unknown-field"),
                arguments("{\"a\\u0000b\":1}", "json.unknown-field"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void body_that_is_not_right_is_refused(String body, String code) {
        ann.post(REPLIES, body).isProblem(400, code);
        ann.patch(created.location(), body).isProblem(400, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{",
                "{\"user\":1}",
                "{\"user\":\"\\u0000\"}",
                "{\"user\":\"a\",\"more\":1}",
                "[]",
                "",
                "null"
            })
    void so_it_is_when_signing_in(String body) {
        assertThat(ann.post(TOKEN, body).status()).isEqualTo(400);
        assertThat(ann.post(TOKEN, body).text("code")).matches("(json|request)\\.[a-z-]+");
    }

    @Test
    void body_that_goes_on_is_refused() {
        ann.post(REPLIES, HELLO + " {}").isProblem(400, "json.wrong-type");
        ann.post(REPLIES, HELLO + "}").isProblem(400, "json.malformed");
    }

    @ParameterizedTest
    @CsvSource({"'', request.invalid", "' ', json.wrong-type"})
    void empty_body_is_refused(String body, String code) {
        ann.post(REPLIES, body).isProblem(400, code);
        ann.patch(created.location(), body).isProblem(400, code);
    }

    @ParameterizedTest
    @CsvSource({
        "\u00ff, json.malformed",
        "\u00ed\u00a0\u0080, json.malformed",
        "\u00c3(, json.malformed",
        "\u00f5\u0080\u0080\u0080, json.wrong-type"
    })
    void bytes_that_are_no_text_are_refused(String bytes, String code) {
        var body = HELLO.replace("Hello", bytes).getBytes(StandardCharsets.ISO_8859_1);
        ann.send("POST", REPLIES, BodyPublishers.ofByteArray(body), "Content-Type", "application/json")
                .isProblem(400, code);
    }

    @ParameterizedTest
    @CsvSource({"POST, 1000", "PATCH, 1000", "POST, 100000", "PATCH, 100000"})
    void deep_nesting_is_refused(String method, int depth) {
        var body = "{\"title\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        var path = method.equals("POST") ? REPLIES : created.location();
        assertThat(ann.sendSoon(method, path, body).join().is(400).text("code")).startsWith("json.");
    }

    @ParameterizedTest
    @CsvSource({"POST, false", "PATCH, false", "POST, true", "PATCH, true"})
    void too_large_a_body_is_refused(String method, boolean chunked) {
        var bytes = HELLO.replace("Hello", "a".repeat(300_000)).getBytes(StandardCharsets.UTF_8);
        var body = chunked ? BodyPublishers.ofByteArrays(List.of(bytes)) : BodyPublishers.ofByteArray(bytes);
        ann.send(method, method.equals("POST") ? REPLIES : created.location(), body, "Content-Type", "application/json")
                .isProblem(413, "body.too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "a/b/c"
            })
    void body_of_another_type_is_refused(String type) {
        ann.post(REPLIES, HELLO, "Content-Type", type).isProblem(415, "unsupported-media-type");
        ann.post(TOKEN, "{\"user\":\"ann\"}", "Content-Type", type).isProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "identity, gzip", "nonsense"})
    void compressed_body_is_refused_on_every_route(String coding) {
        for (var path : List.of(REPLIES, TOKEN, "/api/sessions/start", "/api/sync/sessions", "/api/audit/replays")) {
            var refused = ann.post(path, HELLO, "Content-Encoding", coding).isProblem(415, "unsupported-media-type");
            assertThat(refused.header("Accept-Encoding")).isEqualTo("identity");
        }
        ann.patch(created.location(), HELLO, "Content-Encoding", coding).isProblem(415, "unsupported-media-type");
        var images = "/api/products/%s/%s/image".formatted(UUID.randomUUID(), UUID.randomUUID());
        ann.post(images, HELLO, "Content-Encoding", coding).isProblem(415, "unsupported-media-type");
    }

    @Test
    void body_that_is_not_compressed_may_say_so() {
        ann.post(TOKEN, "{\"user\":\"ann\"}", "Content-Encoding", "identity").is(200);
        ann.get(REPLIES, "Content-Encoding", "gzip").is(200);
    }

    /** Fields of every kind, each with every kind of value: no problem names what is behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.5",
                "1e400",
                "1e99999999999",
                "99999999999999999999",
                "-1",
                "true",
                "null",
                "\"\"",
                "\"x\"",
                "{}",
                "{\"a\":1}",
                "[]",
                "[1]",
                "[null]",
                "[[]]",
                "[{}]",
                "NaN",
                "\"\\ud83d\"",
                "'x'",
                "01",
                "+1",
                "."
            })
    void problem_names_nothing_of_the_code(String value) {
        for (var field : FIELDS) {
            var path = field.substring(0, field.indexOf(' '));
            var body = "{\"%s\":%s}".formatted(field.substring(field.indexOf(' ') + 1), value);
            assertThatItIsAProblem(ann.post(path, body));
            assertThatItIsAProblem(ann.post(path, value));
        }
        assertThatItIsAProblem(ann.patch(created.location(), value));
    }

    private static void assertThatItIsAProblem(Answer answer) {
        if (answer.status() >= 400) {
            answer.isProblem(answer.status(), answer.text("code"));
        }
    }
}
