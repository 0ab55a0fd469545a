package io.tidemark.edge.auth.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "o'neill",
                "a b",
                "user:x",
                "%00",
                "日本",
                "👋",
                "\u00e9",
                "auth0|64f1",
                "tidemark2",
                "Ann Ö",
                "أحمد"
            })
    void name_is_accepted(String name) {
        assertThat(UserName.isOne(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ann ",
                "\u3000ann",
                "a\nb",
                "a\u0000b",
                "a\u0085b",
                "a\u2028b",
                "ann\u200b",
                "ann\u202egro",
                "\u2066ann\u2069",
                "ann\ufe0f",
                "an\u00adn",
                "ann\ufeff",
                "ann\u3164",
                "\ud83d",
                "ann\udc4b"
            })
    void name_that_is_not_seen_as_it_is_is_refused(String name) {
        assertThat(UserName.isOne(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"e\u0301", "\uff41nn", "\ufb01nn", "\u2126", "ann\u00a0lee"})
    void name_in_another_form_of_the_same_characters_is_refused(String name) {
        assertThat(UserName.isOne(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidemark", "Tidemark", "TIDEMARK", "\uff54idemark"})
    void actor_of_what_ends_by_itself_is_no_user(String name) {
        assertThat(UserName.isOne(name)).isFalse();
    }

    @Test
    void length_is_counted_in_characters() {
        assertThat(UserName.isOne("👋".repeat(255))).isTrue();
        assertThat(UserName.isOne("👋".repeat(256))).isFalse();
        assertThat(UserName.isOne("a".repeat(256))).isFalse();
    }
}
