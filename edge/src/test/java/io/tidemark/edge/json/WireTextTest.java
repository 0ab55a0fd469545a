package io.tidemark.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "é語", "👋", "a👋👋b", "\u0001\t\n\u007f", "\ufffd\uffff", "\ud83d\udc4b"})
    void characters_are_clean(String text) {
        assertThat(WireText.isClean(text)).isTrue();
    }

    @Test
    void what_ends_a_line_for_some_readers_is_escaped() {
        assertThat(WireText.onOneLine("{\"a\":\"\u0085\u2028\u2029 é語\"}"))
                .isEqualTo("{\"a\":\"\\u0085\\u2028\\u2029 é語\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0000b",
                "👋\u0000",
                "\ud83d",
                "\udc4b",
                "a\ud83d",
                "\ud83da",
                "\udc4b\ud83d",
                "\ud83d\ud83d\udc4b",
                "👋\udc4b"
            })
    void nul_and_half_a_pair_are_not(String text) {
        assertThat(WireText.isClean(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\r\n",
                "\u0085\u00a0\u2003\u2028\u3000",
                "\u200b\u200c\u200d\u2060\ufeff",
                "\u00ad\u034f\u061c\u180e",
                "\u115f\u1160\u3164\uffa0",
                "\ufe00\ufe0f\udb40\udc01\udb40\udd00",
                "\u202a\u202e\u2066\u2069"
            })
    void white_space_and_characters_without_a_shape_are_invisible(String text) {
        assertThat(WireText.isInvisible(text)).isTrue();
        assertThat(WireText.isInvisible(text + "a")).isFalse();
        assertThat(WireText.isInvisible("👋" + text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u0301", ".", "語", "👨\u200d👩", "\u0000a"})
    void others_are_seen(String text) {
        assertThat(WireText.isInvisible(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "cafe\u0301, CAF\u00c9",
        "\uff26\uff55\uff4c\uff4c, full",
        "\ufb01n, FIN",
        "\u03a3\u03c2, \u03c3\u03c3",
        "Stra\u00dfe, STRASSE",
        "\u212a, k"
    })
    void what_looks_the_same_compares_equal(String one, String other) {
        assertThat(WireText.comparable(one)).isEqualTo(WireText.comparable(other));
    }
}
