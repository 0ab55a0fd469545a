package io.tidemark.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.edge.refusal.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void a_row_more_than_the_limit_means_that_there_is_a_next_page() {
        var page = Page.of(List.of(1, 2, 3), 2, row -> "row " + row, row -> row);
        assertThat(page.data()).containsExactly("row 1", "row 2");
        assertThat(page.next()).isEqualTo("2");
    }

    @Test
    void as_many_as_the_limit_are_the_last_page() {
        var page = Page.of(List.of(1, 2), 2, row -> row, row -> row);
        assertThat(page.data()).containsExactly(1, 2);
        assertThat(page.next()).isNull();
    }

    @Test
    void nothing_is_a_page_too() {
        assertThat(Page.of(List.of(), 2, row -> row, row -> row).data()).isEmpty();
    }

    @Test
    void a_limit_has_a_default_and_bounds() {
        assertThat(Page.limit(null, 50, 200)).isEqualTo(50);
        assertThat(Page.limit("1", 50, 200)).isEqualTo(1);
        assertThat(Page.limit("200", 50, 200)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "", "ten", "1.5", "99999999999999999999"})
    void no_other_limit_is_accepted(String raw) {
        assertThatThrownBy(() -> Page.limit(raw, 50, 200))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("limit.invalid"));
    }
}
