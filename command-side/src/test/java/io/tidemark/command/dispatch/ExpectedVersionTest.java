package io.tidemark.command.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.edge.refusal.Refused;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedVersionTest {

    @Test
    void no_header_asks_for_any_version() {
        assertThat(ExpectedVersion.parse(List.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * "})
    void star_asks_for_any_version(String header) {
        assertThat(ExpectedVersion.parse(List.of(header))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"0\"                              | 0",
                "\"999999999999999999\"             | 999999999999999999",
                "\"2\", \"1\"                       | 1 2",
                "\"1\",\"1\",W/\"1\"                | 1",
                "  ,, \"1\" \t,\t\"2\" ,            | 1 2",
                "W/\"7\"                            | 7",
                "\"7-gzip\", \"8--gzip\", \"9-br\"  | 7 8 9",
                "W/\"7-gzip\"                       | 7"
            })
    void tags_of_ours_name_versions(String header, String versions) {
        assertThat(parse(header)).containsExactlyElementsOf(versions(versions));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"abc\"",
                "\"00\"",
                "\"-1\"",
                "\"9999999999999999999\"",
                "\"1,2\"",
                "\"7-zip\"",
                "\"*\"",
                "\"\u00e9\"",
                "W/\"abc\""
            })
    void other_tags_name_none(String header) {
        assertThat(parse(header)).isEmpty();
        assertThat(parse(header + ", \"3\"")).containsExactly(3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "0",
                "**",
                "*, \"1\"",
                "\"1\", *",
                "\"1",
                "1\"",
                "\"1\" \"2\"",
                "\"1\"; \"2\"",
                "w/\"1\"",
                "W\"1\"",
                "W/ \"1\"",
                "\"a b\"",
                "\"a\tb\"",
                "\"\u0100\""
            })
    void what_is_no_list_of_tags_is_refused(String header) {
        assertThatThrownBy(() -> ExpectedVersion.parse(List.of(header)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("if-match.invalid"));
    }

    @Test
    void several_lines_are_one_list() {
        assertThat(requireNonNull(ExpectedVersion.parse(List.of("\"1\"", "\"2\"")))
                        .oneOf())
                .containsExactly(1L, 2L);
    }

    @Test
    void long_list_is_read_to_its_end() {
        assertThat(parse(",".repeat(16_000) + "\"1\"")).containsExactly(1L);
        assertThat(parse("\"1\",".repeat(4_000) + "\"2\"")).containsExactly(1L, 2L);
    }

    private static Iterable<Long> parse(String header) {
        return requireNonNull(ExpectedVersion.parse(List.of(header))).oneOf();
    }

    private static List<Long> versions(String text) {
        return Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
    }
}
