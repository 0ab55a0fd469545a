package io.tidemark.edge.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void absent_value_is_a_dash() {
        assertThat(LogText.of(null)).isEqualTo("-");
        assertThat(LogText.of("-")).isEqualTo("\"-\"");
    }

    @Test
    void only_printable_ascii_is_written_as_it_is() {
        assertThat(LogText.of("ann")).isEqualTo("\"ann\"");
        assertThat(LogText.of("a\r\nb\t\u001b[2J\u0000")).isEqualTo("\"a\\u000d\\u000ab\\u0009\\u001b[2J\\u0000\"");
        assertThat(LogText.of("é\u202e👋")).isEqualTo("\"\\u00e9\\u202e\\ud83d\\udc4b\"");
    }

    @Test
    void a_value_cannot_end_its_quotes() {
        assertThat(LogText.of("a\" user=\"b\\")).isEqualTo("\"a\\\" user=\\\"b\\\\\"");
    }

    @Test
    void long_value_is_cut() {
        var longest = "a".repeat(LogText.MAX_LENGTH);
        assertThat(LogText.of(longest)).isEqualTo("\"" + longest + "\"");
        assertThat(LogText.of(longest + "b")).isEqualTo("\"" + longest + "...\"");
    }
}
