package io.tidemark.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
