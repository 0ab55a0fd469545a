package io.tidemark.edge.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void what_can_be_read_stays() {
        assertThat(LogText.escaped("GET /a b\t\u00e9\u4e2d\ud83d\ude00 \\ %0a"))
                .isEqualTo("GET /a b\t\u00e9\u4e2d\ud83d\ude00 \\ %0a");
    }

    @Test
    void what_ends_a_line_or_changes_how_it_looks_is_escaped() {
        assertThat(LogText.escaped("a\r\nb\u2028c\u0085d")).isEqualTo("a\\r\\nb\\u{2028}c\\u{85}d");
        assertThat(LogText.escaped("\u001b[31m\u0007\u0000\u009b")).isEqualTo("\\u{1b}[31m\\u{7}\\u{0}\\u{9b}");
        assertThat(LogText.escaped("\u202eabc\u2066\u200b\ufeff")).isEqualTo("\\u{202e}abc\\u{2066}\\u{200b}\\u{feff}");
        assertThat(LogText.escaped("\ud800\udb40\udc01")).isEqualTo("\\u{d800}\\u{e0001}");
    }

    @Test
    void what_is_very_long_is_cut() {
        assertThat(LogText.escaped("a".repeat(LogText.MAX_LENGTH + 7)))
                .hasSizeLessThan(LogText.MAX_LENGTH + 40)
                .endsWith("a\u2026 and 7 more characters");
    }
}
