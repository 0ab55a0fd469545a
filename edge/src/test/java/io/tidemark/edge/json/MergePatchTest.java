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
    void fields_are_read() {
        assertThat(read("{\"title\":\"\",\"tags\":[\"b\"]}")).isEqualTo(new Thing("", List.of("b")));
    }

    @Test
    void fields_may_be_left_out() {
        assertThat(read("{}")).isEqualTo(new Thing(null, null));
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

    private Thing read(String body) {
        return MergePatch.read(json.readTree(body), Thing.class, json);
    }
}
