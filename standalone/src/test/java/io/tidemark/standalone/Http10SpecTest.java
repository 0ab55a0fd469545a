package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of HTTP/1.0 does not know chunks: an answer of unknown length ends with the connection. */
@ExtendWith(SharedTidemark.class)
class Http10SpecTest {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final RunningTidemark tidemark;
    private final Caller ann;

    Http10SpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\n", "Connection: close\r\n"})
    void long_answer_has_no_chunks_and_ends_with_the_connection(String header) {
        ann.getAfter(ann.creates("first"), REPLIES).is(200);
        var csv = ann.get("/api/audit/events", "Accept", "text/csv").is(200).body();
        var answer = RawHttp.wholeAnswer(
                tidemark.port(), request("/api/audit/events", ann.token(), "Accept: text/csv\r\n" + header));
        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("transfer-encoding");
        assertThat(head(answer)).containsIgnoringCase("connection: close");
        assertThat(body(answer)).isEqualTo(csv);
    }

    @Test
    void stream_has_no_chunks_and_ends_with_the_connection() throws IOException {
        var token = ShortToken.of(tidemark, ann.user(), Duration.ofSeconds(2));
        var lines = new ArrayList<String>();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), tidemark.port());
                var answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var request = request("/api/stream", token, "Connection: keep-alive\r\n");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            answer.lines().forEach(lines::add);
        }
        assertThat(lines.get(0)).startsWith("HTTP/1.1 200 ");
        var head = lines.subList(0, lines.indexOf(""));
        assertThat(head).noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding"));
        var body = lines.subList(lines.indexOf("") + 1, lines.size());
        assertThat(body).allMatch(line -> line.isEmpty() || line.matches("(event|data|id|retry): .*"));
        assertThat(body).contains("event: sync", "event: goodbye");
    }

    private static String request(String path, String token, String headers) {
        return "GET %s HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n"
                .formatted(path, token, headers);
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n"));
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
