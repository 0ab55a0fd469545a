package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that are malformed in their head: each is refused with a problem and its code, and leaves next to nothing in the log. */
@ExtendWith({SharedTidemark.class, OutputCaptureExtension.class})
class MalformedRequestSpecTest {

    private static final List<String> PATHS =
            List.of("/index.html", "/nothing", "/api/saved-replies", "/actuator/health", "/api/stream");
    private static final String MANY_TYPES = String.join(",", Collections.nCopies(60, "a/b"));
    private static final String FORGED = "2024-02-29T12:00:00.000Z ERROR 1 --- forged";
    private static final int MANY = 60;
    private static final int FEW_LINES = 30;

    private final RunningTidemark tidemark;
    private final Caller ann;

    MalformedRequestSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                Arguments.of("%s?q=100% HTTP/1.1\nHost: localhost", 400, "query.malformed"),
                Arguments.of("%s?q=%zz HTTP/1.1\nHost: localhost", 400, "query.malformed"),
                Arguments.of("%s/a%b HTTP/1.1\nHost: localhost", 400, "request.malformed"),
                Arguments.of("%s HTTP/1.1", 400, "host.invalid"),
                Arguments.of("%s HTTP/1.1\nHost: localhost\nHost: localhost", 400, "host.invalid"),
                Arguments.of("%s HTTP/1.1\nHost: localhost:a b", 400, "request.malformed"),
                Arguments.of("%s HTTP/1.1\nHost: localhost:1/b", 400, "request.malformed"),
                Arguments.of("%s HTTP/1.1\nHost: localhost:{", 400, "request.malformed"),
                Arguments.of("%s HTTQ/1.1\nHost: localhost", 400, "request.malformed"),
                Arguments.of("%s HTTP/1.1\nHost: localhost\nX y: z", 400, "request.malformed"),
                Arguments.of("%s HTTP/1.1\nHost: localhost\nX: \u001b[31m", 400, "request.malformed"),
                Arguments.of("%s HTTP/1.1\nHost: localhost\nContent-Length: x", 400, "request.malformed"),
                Arguments.of(
                        "%s HTTP/1.1\nHost: localhost\nContent-Length: 1\nTransfer-Encoding: chunked",
                        400, "request.malformed"),
                Arguments.of("%s?q=" + "a".repeat(25_000) + " HTTP/1.1\nHost: localhost", 414, "address.too-long"),
                Arguments.of("%s HTTP/1.1\nHost: localhost\nX: " + "a".repeat(25_000), 431, "headers.too-large"));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void head_that_is_not_valid_is_a_problem_on_every_path(String head, int status, String code) throws IOException {
        for (var path : PATHS) {
            isProblem(answer("GET " + head.replace("%s", path)), status, code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0016\u0003\u0001", "\u001b[31mHELLO", "GET", "PRI * HTTP/2.0"})
    void what_is_no_http_is_a_problem_and_ends_the_connection(String bytes) throws IOException {
        isProblem(answerTo(bytes + "\r\n\r\n"), 400, "request.malformed");
    }

    @Test
    void broken_chunk_is_a_problem_and_ends_the_connection() throws IOException {
        var head = "POST /api/auth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        isProblem(answerTo(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"), 400, "request.malformed");
    }

    @Test
    void accept_of_too_many_types_is_a_problem_on_every_path() {
        for (var path : List.of("/index.html", "/app.js", "/actuator/health", "/api/saved-replies", "/api/changes")) {
            ann.get(path, "Accept", MANY_TYPES).isProblem(406, "not-acceptable");
        }
        tidemark.anybody()
                .post("/api/auth/token", "{\"user\":\"ann\"}", "Accept", MANY_TYPES)
                .isProblem(406, "not-acceptable");
    }

    @Test
    void content_type_that_cannot_be_read_is_a_problem() {
        for (var path : List.of("/api/saved-replies", "/api/sync/sessions", "/api/auth/token", "/api/businesses")) {
            ann.post(path, "{}", "Content-Type", "///").isProblem(415, "unsupported-media-type");
        }
        ann.get("/index.html", "Content-Type", "///").is(200);
    }

    /** Browsers do not encode them. */
    @Test
    void some_characters_of_a_query_need_not_be_encoded() throws IOException {
        var query = "?q=a|b{}^`\\\"<>";
        for (var path : List.of("/index.html", "/actuator/health")) {
            assertThat(answer("GET " + path + query + " HTTP/1.1\nHost: localhost")
                            .status())
                    .as(path)
                    .isEqualTo(200);
        }
        var head = "GET /api/saved-replies%s HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s"
                .formatted(query, ann.token());
        assertThat(answer(head).status()).isEqualTo(200);
    }

    @Test
    void http_1_0_needs_no_host() throws IOException {
        assertThat(answer("GET /index.html HTTP/1.0").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=9999999-", "bytes=a"})
    void range_of_a_file_that_cannot_be_satisfied_has_no_body_and_says_so(String range) throws IOException {
        var answer = answer("GET /index.html HTTP/1.1\nHost: localhost\nRange: " + range);
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("content-length")).isEqualTo("0");
    }

    @Tag("slow") // The lines of this minute may be used up already.
    @Test
    void log_is_not_filled_and_nothing_in_it_is_a_strangers_line(CapturedOutput output) throws IOException {
        int before = output.toString().length();
        for (int nth = 0; nth < MANY; nth++) {
            answer("GET /index.html HTTP/1.1\nHost: localhost\nAccept: " + MANY_TYPES);
            sendForgedLines();
        }
        await().atMost(Duration.ofSeconds(70))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    sendForgedLines();
                    return output.toString().substring(before).contains("Decoding failed");
                });
        var log = output.toString().substring(before);
        assertThat(log.lines()).hasSizeLessThan(FEW_LINES).noneMatch(line -> line.startsWith(FORGED));
        assertThat(log.replaceAll("[\n\t]", "").chars()).noneMatch(Character::isISOControl);
        assertThat(log).doesNotContain("\u202e", "Exception\n\tat");
    }

    private void sendForgedLines() throws IOException {
        answerTo("\u001b[31m\u00e2\u0080\u00ae" + FORGED + "\r\n" + FORGED + "\u0007\r\n\r\n");
        answerTo("GET / HTTP/1.1\r\nX: " + FORGED + "\u001b[31m\n" + FORGED + ": \u0007\r\n\r\n");
        answerTo("GET /\u009b\u00e2\u0080\u00ae HTTP/1.1\r\nHost: localhost\r\nContent-Length: \u001b[31m\r\n\r\n");
    }

    private static void isProblem(RawAnswer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, "\"code\":\"" + code + "\"");
    }

    private RawAnswer answer(String head) throws IOException {
        return answerTo(head.replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n");
    }

    private RawAnswer answerTo(String bytes) throws IOException {
        return RawAnswer.to(tidemark.port(), bytes);
    }
}
