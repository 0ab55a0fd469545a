package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked for, and however, it is refused with a reason and leaves nothing behind. */
@ExtendWith(SharedTidemark.class)
class BadInputSpecTest {

    private static final String TOKEN = "/api/auth/token";
    private static final List<String> READS = List.of(REPLIES, "/api/snapshot", "/api/changes", "/api/stream");

    private final Caller ann;
    private final Answer created;
    private final int port;

    BadInputSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        created = ann.creates("Greeting");
        port = tidemark.port();
    }

    @AfterEach
    void nothing_was_stored() {
        assertThat(ann.getAfter(created, REPLIES).is(200).list("data")).containsExactly(created.json());
        assertThat(ann.eventsUpTo(created)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "%ED%A0%80", "%ED%A0%BD%ED%B1%8B", "%FF", "%C3", "%C0%80", "%F5%80%80%80"})
    void parameter_that_is_no_text_is_refused(String text) {
        for (var path : READS) {
            for (var name : List.of("q", "after", "types", "limit", "other")) {
                ann.get(path + "?" + name + "=" + text).isProblem(400, "query.malformed");
            }
            ann.get(path + "?" + text).isProblem(400, "query.malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%0a", "%2F", "%5c", "a;b", "%3B", "%2e%2e", "a//b"})
    void path_that_is_not_well_formed_is_refused(String id) {
        ann.get(REPLIES + "/" + id).isProblem(400, "request.malformed");
        ann.delete(REPLIES + "/" + id).isProblem(400, "request.malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/%4", "?q=%", "?q=%zz", "?q=%4", "?%zz", "/\\"})
    void bad_percent_encoding_is_refused(String address) {
        var head = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ann.token() + "\r\n\r\n";
        assertThat(RawHttp.status(port, "GET " + REPLIES + address + head)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\u0000 HTTP/1.1\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzzz"
            })
    void bytes_that_are_no_http_are_refused(String bytes) {
        assertThat(RawHttp.status(port, bytes)).isBetween(400, 499);
    }

    /** Such a name is common in a network of containers, and Java's own parser of addresses finds no host in it. */
    @ParameterizedTest
    @CsvSource({"'', 200", "http://tide_mark:%s, 200", RunningTidemark.EXTENSION + ", 200", "https://evil.example, 403"
    })
    void server_may_be_called_by_a_name_with_an_underscore(String origin, int status) {
        var head = "GET /actuator/health HTTP/1.1\r\nHost: tide_mark:%s\r\n".formatted(port);
        var own = origin.isEmpty() ? "" : "Origin: " + origin.formatted(port) + "\r\n";
        assertThat(RawHttp.status(port, head + own + "\r\n")).isEqualTo(status);
    }

    @Test
    void address_and_headers_are_limited() {
        assertThat(RawHttp.status(port, "GET /?q=" + "a".repeat(25_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .isEqualTo(414);
        assertThat(RawHttp.status(port, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(25_000) + "\r\n\r\n"))
                .isEqualTo(431);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/saved-replies, 'GET,POST'",
        "DELETE, /api/saved-replies, 'GET,POST'",
        "POST, /api/saved-replies/6f1c2d4e-0000-4000-8000-000000000001, 'GET,PATCH,DELETE'",
        "POST, /api/snapshot, GET",
        "POST, /api/changes, GET",
        "DELETE, /api/stream, GET",
        "PUT, /api/auth/token, POST"
    })
    void wrong_method_is_refused_and_the_right_ones_are_named(String method, String path, String allowed) {
        var answer = ann.sendSoon(method, path, HELLO).join().isProblem(405, "method-not-allowed");
        assertThat(answer.header("Allow").split(",\\s*")).containsExactlyInAnyOrder(allowed.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "NONSENSE"})
    void method_that_nothing_here_has_is_refused(String method) {
        ann.send(method, REPLIES, BodyPublishers.noBody()).isProblem(400, "request.malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api",
                "/api/saved-replies/",
                "/api/saved-replies/a/b",
                "/api/stream/x",
                "/nothing.js"
            })
    void unknown_path_is_not_found(String path) {
        ann.get(path).isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "image/*", "nonsense"})
    void whoever_takes_no_json_is_refused_before_anything_is_done(String accept) {
        ann.post(REPLIES, HELLO, "Accept", accept).isProblem(406, "not-acceptable");
        ann.patch(created.location(), "{\"title\":\"A\"}", "Accept", accept).isProblem(406, "not-acceptable");
        ann.post(TOKEN, "{\"user\":\"ann\"}", "Accept", accept).isProblem(406, "not-acceptable");
        for (var path : List.of(REPLIES, created.location(), "/api/snapshot", "/api/changes")) {
            ann.getAfter(created, path).is(200);
            ann.get(path, "Accept", accept).isProblem(406, "not-acceptable");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"})
    void body_of_a_read_is_not_looked_at(String type) {
        for (var path : List.of(REPLIES, "/api/snapshot", "/api/changes")) {
            ann.send("GET", path, BodyPublishers.ofString("q=%00&limit=0"), "Content-Type", type)
                    .is(200);
        }
    }

    @Test
    void id_of_a_reply_is_a_uuid() {
        var id = UUID.randomUUID().toString();
        ann.get(REPLIES + "/" + id.replace("-", "")).isProblem(400, "reply.id");
        ann.get(REPLIES + "/" + id + "0").isProblem(400, "reply.id");
    }
}
