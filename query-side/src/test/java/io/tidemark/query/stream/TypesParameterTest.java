package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.edge.refusal.Refused;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesParameterTest {

    @Test
    void none_are_all() {
        assertThat(TypesParameter.parse(null)).isEmpty();
        assertThat(TypesParameter.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b,c:d,", ",a:b,c:d", "a:b,,c:d", "a:b, c:d", "a:b,c:d,,"})
    void empty_members_count_for_nothing(String raw) {
        assertThat(TypesParameter.parse(raw)).containsExactlyInAnyOrder("a:b", "c:d");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", " , "})
    void list_of_nothing_is_none(String raw) {
        assertThat(TypesParameter.parse(raw)).isEmpty();
    }

    @Test
    void names_are_separated_by_commas() {
        assertThat(TypesParameter.parse("reply:created,saved-reply:un-deleted,reply:created"))
                .containsExactlyInAnyOrder("reply:created", "saved-reply:un-deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply", "reply:", ":created", "Reply:created", "a:b c:d", "a:b:c", "a:*"})
    void anything_else_is_refused(String raw) {
        assertThatThrownBy(() -> TypesParameter.parse(raw))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("types must be");
    }

    @Test
    void more_than_fifty_are_refused() {
        assertThat(TypesParameter.parse(names(50))).hasSize(50);
        assertThatThrownBy(() -> TypesParameter.parse(names(51))).isInstanceOf(Refused.class);
    }

    private static String names(int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> "kind:%c-%c".formatted('a' + each / 26, 'a' + each % 26))
                .collect(Collectors.joining(","));
    }
}
