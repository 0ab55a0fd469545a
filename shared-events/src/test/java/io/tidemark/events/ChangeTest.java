package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChangeTest {

    private static final Change<String> ABSENT = Change.absent();
    private static final Change<String> CLEARED = Change.cleared();
    private static final Change<String> NEW = Change.to("new");

    @Test
    void an_absent_change_leaves_the_field_as_it_is() {
        assertThat(ABSENT.applyTo("old")).isEqualTo("old");
        assertThat(ABSENT.applyTo(null)).isNull();
        assertThat(ABSENT.orElse("old")).isEqualTo("old");
    }

    @Test
    void a_cleared_field_has_no_value() {
        assertThat(CLEARED.applyTo("old")).isNull();
        assertThat(CLEARED.applyTo(null)).isNull();
    }

    @Test
    void a_field_that_always_has_a_value_keeps_it_when_cleared() {
        assertThat(CLEARED.orElse("old")).isEqualTo("old");
    }

    @Test
    void a_new_value_replaces_the_old_one() {
        assertThat(NEW.applyTo("old")).isEqualTo("new");
        assertThat(NEW.applyTo(null)).isEqualTo("new");
        assertThat(NEW.orElse("old")).isEqualTo("new");
    }

    @Test
    void the_three_states_are_told_apart() {
        assertThat(ABSENT.isAbsent()).isTrue();
        assertThat(ABSENT.isCleared()).isFalse();
        assertThat(CLEARED.isAbsent()).isFalse();
        assertThat(CLEARED.isCleared()).isTrue();
        assertThat(NEW.isAbsent()).isFalse();
        assertThat(NEW.isCleared()).isFalse();
    }

    @Test
    void between_two_values_is_what_turns_one_into_the_other() {
        assertThat(Change.between("old", "new")).isEqualTo(NEW);
        assertThat(Change.between(null, "new")).isEqualTo(NEW);
        assertThat(Change.between("old", null)).isEqualTo(CLEARED);
        assertThat(Change.between("new", "new")).isEqualTo(ABSENT);
        assertThat(Change.<String>between(null, null)).isEqualTo(ABSENT);
    }

    @Test
    void against_a_field_that_is_so_already_nothing_is_left() {
        assertThat(NEW.against("new")).isEqualTo(ABSENT);
        assertThat(CLEARED.against(null)).isEqualTo(ABSENT);
        assertThat(ABSENT.against("old")).isEqualTo(ABSENT);
        assertThat(NEW.against("old")).isEqualTo(NEW);
        assertThat(CLEARED.against("old")).isEqualTo(CLEARED);
    }

    @Test
    void only_a_value_is_converted() {
        assertThat(NEW.map(String::length)).isEqualTo(Change.to(3));
        assertThat(CLEARED.map(String::length)).isEqualTo(Change.cleared());
        assertThat(ABSENT.map(String::length)).isEqualTo(Change.absent());
    }

    @Test
    void all_are_absent_if_none_says_anything() {
        assertThat(Change.allAbsent(ABSENT, ABSENT)).isTrue();
        assertThat(Change.allAbsent(ABSENT, CLEARED)).isFalse();
        assertThat(Change.allAbsent(NEW, ABSENT)).isFalse();
    }

    @Test
    void an_absent_change_has_no_value() {
        assertThatThrownBy(() -> new Change<>(false, "new")).isInstanceOf(IllegalArgumentException.class);
    }
}
