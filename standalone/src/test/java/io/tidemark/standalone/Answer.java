package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over HTTP. */
record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DETAIL = "(?s)([a-z]|If-Match|Idempotency-Key|Tidemark-After|X-Correlation-ID).*";

    private static final String JAVA_NAME = "\\b([a-z]\\w*\\.)+[A-Z]\\w*";

    Answer(HttpResponse<String> response) {
        this(response.statusCode(), response.headers(), response.body());
    }

    /** The header's value; empty if there is none. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String cursor() {
        return header("Tidemark-Cursor");
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    /** A field of the body, as text. */
    String text(String field) {
        return json().get(field).asString();
    }

    List<JsonNode> list(String field) {
        return json().get(field).valueStream().toList();
    }

    /** The path of the thing that was created. */
    String location() {
        return header("Location");
    }

    Answer is(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** A refusal in the form that all have, with the code that says which. */
    Answer isProblem(int expected, String code) {
        is(expected);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(text("code")).as(body).isEqualTo(code);
        assertThat(json().get("status").intValue()).isEqualTo(expected);
        assertThat(text("title")).isNotBlank();
        assertThat(text("detail"))
                .as("a detail for a client: no capital, no full stop, nothing of Java's")
                .matches(DETAIL)
                .doesNotEndWith(".")
                .doesNotContain("`", "JsonToken")
                .doesNotContainPattern(JAVA_NAME);
        return this;
    }
}
