package io.tidemark.events.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.events.Change;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/** A change as Jackson writes and reads it, in a mapper that finds the module by itself. */
class EventsModuleTest {

    private final JsonMapper json = JsonMapper.builder().findAndAddModules().build();

    record Update(Change<String> text, Change<Long> number, Change<List<String>> list) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":\"a\"}",
                "{\"text\":\"\"}",
                "{\"text\":null}",
                "{\"text\":\"a\",\"number\":1,\"list\":[\"a\",\"b\"]}",
                "{\"text\":null,\"number\":null,\"list\":null}",
                "{\"list\":[]}"
            })
    void a_merge_patch_is_read_and_written_alike(String patch) {
        var update = json.readValue(patch, Update.class);
        assertThat(json.writeValueAsString(update)).isEqualTo(patch);
        assertThat(json.writeValueAsString(json.treeToValue(json.readTree(patch), Update.class)))
                .isEqualTo(patch);
    }

    @Test
    void the_three_states_are_told_apart() {
        assertThat(json.readValue("{\"text\":null,\"list\":[\"a\"]}", Update.class))
                .isEqualTo(new Update(Change.cleared(), Change.absent(), Change.to(List.of("a"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":{}}", "{\"number\":\"a\"}", "{\"list\":\"a\"}", "{\"list\":[{}]}"})
    void a_value_of_another_type_is_refused(String patch) {
        assertThatThrownBy(() -> json.readValue(patch, Update.class)).isInstanceOf(DatabindException.class);
    }
}
