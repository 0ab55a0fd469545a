package io.tidemark.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.edge.json.WireJsonTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerErrorException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The details of problems whose cause is a library's exception: in the client's terms, not in Java's. */
class ProblemDetailTest {

    private final JsonMapper json = WireJsonTest.mapper();

    record Body(
            @Nullable String name,
            @Nullable Long count,
            @Nullable List<@Nullable Body> parts,
            @Nullable JsonNode tree,
            @Nullable Made made) {}

    record Made(String text) {
        Made {
            throw new IllegalArgumentException("java.lang.Long " + text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\":1}                | name must be a string",
                "{\"name\":{}}               | name must be a string",
                "{\"name\":\"a\\u0000\"}     | name must not contain NUL or a lone surrogate",
                "{\"count\":\"1\"}           | count must be a whole number",
                "{\"count\":1.5}             | count must be a whole number",
                "{\"parts\":7}               | parts must be an array",
                "{\"parts\":[7]}             | parts[0] has the wrong type",
                "{\"parts\":[{\"count\":{}}]} | parts[0].count must be a whole number",
                "{\"name\":1e99999999999}    | name must be a string",
                "{\"count\":1e-99999999999}  | count must be a whole number",
                "[]                          | the body must be one JSON object",
                "7                           | the body must be one JSON object",
                "{} {}                       | the body must be one JSON object",
                "{\"made\":{\"text\":\"x\"}}  | made has the wrong type",
                "{\"made\":7}               | made has the wrong type",
                "{\"more\":1}                | unknown field 'more'",
                "{\"name\":}                 | the body is not valid JSON: Unexpected character ('}' (code 125)): expected a value",
                "{                           | the body is not valid JSON: Unexpected end-of-input: expected close marker for Object",
            })
    void body_that_cannot_be_read_is_described_in_the_terms_of_json(String body, String detail) {
        assertThat(detailOf(unread(body))).isEqualTo(detail);
    }

    @Test
    void limits_of_the_parser_are_named_without_their_settings() {
        assertThat(List.of("{\"tree\":" + "[".repeat(100_000), "{\"count\":" + "1".repeat(2_000) + "}"))
                .allSatisfy(body -> assertThat(detailOf(unread(body)))
                        .isEqualTo("the body must have at most 500 levels, numbers of at most 1000 characters and names"
                                + " of at most 50000"));
    }

    @Test
    void details_of_the_framework_have_the_form_of_all_others() {
        assertThat(detailOf(new ServerWebInputException("No request body"))).isEqualTo("no request body");
        assertThat(detailOf(new ServerWebInputException("Request body is missing: void io.tidemark.Api.make(a.Body)")))
                .isEqualTo("request body is missing");
        assertThat(detailOf(new ServerWebInputException("Failed to convert java.lang.Long")))
                .isEqualTo("the request cannot be processed");
        assertThat(detailOf(new ServerErrorException("cannot invoke io.tidemark.Api.make", (Throwable) null)))
                .isEqualTo("an internal error occurred");
        assertThat(detailOf(new MethodNotAllowedException(HttpMethod.PUT, List.of(HttpMethod.GET))))
                .isEqualTo("supported methods: [GET]");
        assertThat(detailOf(new UnsupportedMediaTypeStatusException("unknown")))
                .isEqualTo("the Content-Type is missing, malformed or not supported here");
        assertThat(detailOf(new ResponseStatusException(HttpStatus.NOT_FOUND, "No static resource a.")))
                .isEqualTo("no such resource");
        assertThat(detailOf(new ResponseStatusException(HttpStatus.NOT_ACCEPTABLE)))
                .isEqualTo("the request cannot be processed");
    }

    private static String detailOf(Throwable failure) {
        return FailureClassifier.answerTo(failure).detail();
    }

    private ServerWebInputException unread(String body) {
        try {
            throw new AssertionError("it was read: " + json.readValue(body, Body.class));
        } catch (JacksonException failure) {
            return new ServerWebInputException("unread", null, failure);
        }
    }
}
