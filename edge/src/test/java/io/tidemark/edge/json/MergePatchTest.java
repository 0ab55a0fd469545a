package io.tidemark.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.edge.refusal.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.databind.json.JsonMapper;

class MergePatchTest {

    private final JsonMapper json = WireJsonTest.mapper();

    record Thing(@Nullable String title, @Nullable List<String> tags) {}

    @Test
    void given_fields_have_a_value() {
        assertThat(read("{\"title\":\"a\",\"tags\":[\"b\"]}"))
                .isEqualTo(new MergePatch<>(new Thing("a", List.of("b")), List.of()));
    }

    @Test
    void fields_that_are_left_out_are_neither_given_nor_cleared() {
        assertThat(read("{}")).isEqualTo(new MergePatch<>(new Thing(null, null), List.of()));
    }

    @Test
    void fields_that_are_null_are_cleared() {
        assertThat(read("{\"tags\":null,\"title\":null}"))
                .isEqualTo(new MergePatch<>(new Thing(null, null), List.of("tags", "title")));
    }

    @Test
    void empty_values_are_values() {
        assertThat(read("{\"title\":\"\",\"tags\":[]}"))
                .isEqualTo(new MergePatch<>(new Thing("", List.of()), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"a\"", "1", "true", "null"})
    void anything_but_an_object_is_refused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("json.wrong-type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"other\":\"a\"}",
                "{\"other\":null}",
                "{\"title\":1}",
                "{\"title\":{}}",
                "{\"tags\":\"a\"}",
                "{\"title\":\"\\u0000\"}",
                "{\"tags\":[\"\\ud83d\"]}"
            })
    void what_the_type_does_not_take_is_refused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(ServerWebInputException.class);
    }

    private MergePatch<Thing> read(String body) {
        return MergePatch.read(json.readTree(body), Thing.class, json);
    }
}
