package io.tidemark.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class WireJsonTest {

    private final JsonMapper json = mapper();

    public static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        new WireJson().strictJson().customize(builder);
        return builder.build();
    }

    record Thing(
            @Nullable String text,
            @Nullable Long number,
            @Nullable List<String> list) {}

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T09:30:00Z, 2026-11-20T09:30:00.000Z",
        "2026-11-20T09:30:00.1Z, 2026-11-20T09:30:00.100Z",
        "2026-11-20T09:30:00.123999Z, 2026-11-20T09:30:00.123Z"
    })
    void times_have_milliseconds(Instant time, String written) {
        assertThat(json.writeValueAsString(time)).isEqualTo("\"" + written + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":\"👋\"}", "{\"number\":7}", "{\"list\":[\"a\",\"\"]}"})
    void what_it_reads_it_writes_again(String text) {
        assertThat(json.writeValueAsString(json.readValue(text, Thing.class))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"other\":1}",
                "{\"text\":\"a\",\"text\":\"a\"}",
                "{} {}",
                "{\"text\":1}",
                "{\"text\":1.5}",
                "{\"text\":true}",
                "{\"number\":\"7\"}",
                "{\"number\":1.5}",
                "{\"number\":1e-1}",
                "{\"number\":1e-999999999}",
                "{\"number\":1e-99999999999}",
                "{\"number\":[1]}",
                "{\"text\":1e99999999999}",
                "{\"list\":1e99999999999}",
                "{\"list\":[1e99999999999]}",
                "1e99999999999",
                "{\"number\":true}",
                "{\"list\":\"a\"}",
                "{\"list\":[1]}",
                "{\"text\":\"\\u0000\"}",
                "{\"text\":\"\\ud83d\"}",
                "{\"list\":[\"\\udc4b\"]}"
            })
    void what_is_not_exactly_right_is_refused(String text) {
        assertThatThrownBy(() -> json.readValue(text, Thing.class)).isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "12.50", "900719925474.09931234567890", "1E+400", "[1.10,{\"a\":2.20}]", "null"})
    void numbers_in_a_tree_keep_every_digit(String text) {
        assertThat(json.writeValueAsString(json.readTree(text))).isEqualTo(text);
        assertThat(json.writeValueAsString(json.readValue(text, JsonNode.class)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1e99999999999, 1E+1000000000",
        "-1.5E99999999999, -1E+1000000000",
        "1e-99999999999, 1E-1000000000",
        "-1e-99999999999, -1E-1000000000",
        "0.0e99999999999, 0"
    })
    void exponent_beyond_all_bounds_counts_as_the_largest(String text, String value) {
        assertThat(json.writeValueAsString(json.readTree("[" + text + "]"))).isEqualTo("[" + value + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 1800",
        "1800.0, 1800",
        "1.8e3, 1800",
        "18000E-1, 1800",
        "-0.0, 0",
        "0e99999999999, 0",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854775807",
        "99999999999999999999, 9223372036854775807",
        "-99999999999999999999, -9223372036854775808",
        "1e999999999, 9223372036854775807",
        "1e99999999999, 9223372036854775807",
        "-1e99999999999, -9223372036854775808"
    })
    void whole_number_is_read_by_its_value(String text, long value) {
        assertThat(json.readValue("{\"number\":%s}".formatted(text), Thing.class)
                        .number())
                .isEqualTo(value);
        var tree = json.readTree("{\"number\":%s}".formatted(text));
        assertThat(json.treeToValue(tree, Thing.class).number()).isEqualTo(value);
    }
}
