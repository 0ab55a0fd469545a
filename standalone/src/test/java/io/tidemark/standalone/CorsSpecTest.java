package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static io.tidemark.standalone.RunningTidemark.EXTENSION;
import static io.tidemark.standalone.RunningTidemark.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which other origins' pages and browser extensions may call, and what they may see. */
@ExtendWith(SharedTidemark.class)
class CorsSpecTest {

    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final RunningTidemark tidemark;
    private final Caller ann;

    CorsSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, EXTENSION})
    void configured_origin_may_ask_first_without_a_token(String origin) {
        for (var method : List.of("GET", "POST", "PATCH", "DELETE")) {
            var answer = preflight(
                    origin, method, "authorization,content-type,if-match,idempotency-key,tidemark-after,last-event-id");
            assertThat(answer.is(200).header(ALLOWED)).isEqualTo(origin);
            assertThat(answer.header("Access-Control-Allow-Methods").split(",")).contains(method);
            assertThat(answer.header("Access-Control-Allow-Headers").split(", "))
                    .contains("if-match", "idempotency-key", "tidemark-after", "last-event-id");
            assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("3600");
        }
    }

    /** What browsers, polyfills of EventSource and tracing libraries ask for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization,cache-control",
                "accept,authorization,last-event-id",
                "authorization,cache-control,pragma,x-requested-with",
                "authorization,traceparent,tracestate"
            })
    void headers_that_clients_add_by_themselves_are_granted(String headers) {
        assertThat(preflight(PAGE, "GET", headers).is(200).header("Access-Control-Allow-Headers"))
                .isEqualTo(headers.replace(",", ", "));
    }

    /** A browser gives an extension another host in each installation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "moz-extension://2c3a7f0e-5b1d-4c43-9a53-3b0e1c4f9d21",
                "moz-extension://0b7de5a1-9f20-4f0a-8a4e-d1c1b7a3e654"
            })
    void whole_scheme_may_ask_and_call(String origin) {
        assertThat(preflight(origin, "POST", "authorization").is(200).header(ALLOWED))
                .isEqualTo(origin);
        assertThat(ann.post(REPLIES, HELLO, "Origin", origin).is(201).header(ALLOWED))
                .isEqualTo(origin);
    }

    @Test
    void configured_origin_may_ask_for_the_head_alone() {
        var answer = ann.send("HEAD", REPLIES, BodyPublishers.noBody(), "Origin", PAGE);
        assertThat(answer.is(200).header(ALLOWED)).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, EXTENSION})
    void configured_origin_may_call_and_see_the_headers(String origin) {
        var answer = ann.post(REPLIES, HELLO, "Origin", origin).is(201);
        assertThat(answer.header(ALLOWED)).isEqualTo(origin);
        assertThat(answer.header("Access-Control-Expose-Headers").split(", "))
                .containsExactlyInAnyOrder(
                        "ETag", "Location", "Retry-After", "Tidemark-Cursor", "Tidemark-Command", "X-Correlation-ID");
        assertThat(answer.header("Vary") + answer.headers().allValues("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, EXTENSION})
    void refusals_can_be_read_too(String origin) {
        var caller = tidemark.anybody();
        assertThat(caller.get(REPLIES, "Origin", origin)
                        .isProblem(401, "unauthenticated")
                        .header(ALLOWED))
                .isEqualTo(origin);
        assertThat(ann.get(REPLIES + "/x", "Origin", origin)
                        .isProblem(400, "reply.id")
                        .header(ALLOWED))
                .isEqualTo(origin);
        assertThat(ann.get(REPLIES + "?q=%00", "Origin", origin)
                        .isProblem(400, "query.malformed")
                        .header(ALLOWED))
                .isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://desk.example.com",
                "https://desk.example.com:8443",
                "https://desk.example.com.evil.example",
                "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba",
                "moz-extensions://2c3a7f0e-5b1d-4c43-9a53-3b0e1c4f9d21",
                "null"
            })
    void other_origins_may_neither_ask_nor_call(String origin) {
        assertThat(preflight(origin, "POST", "authorization").is(403).header(ALLOWED))
                .isEmpty();
        assertThat(ann.post(REPLIES, HELLO, "Origin", origin).is(403).header(ALLOWED))
                .isEmpty();
        assertThat(ann.get(REPLIES).is(200).list("data")).isEmpty();
    }

    @Test
    void other_methods_and_headers_are_not_granted() {
        preflight(PAGE, "PUT", "authorization").is(403);
        preflight(PAGE, "GET", "x-other").is(403);
    }

    @Test
    void page_of_this_server_needs_no_permission() {
        var answer = ann.post(REPLIES, HELLO, "Origin", tidemark.address().toString())
                .is(201);
        assertThat(answer.header(ALLOWED)).isEmpty();
    }

    private Answer preflight(String origin, String method, String headers) {
        return tidemark.anybody()
                .send(
                        "OPTIONS",
                        REPLIES,
                        BodyPublishers.noBody(),
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        method,
                        "Access-Control-Request-Headers",
                        headers);
    }
}
