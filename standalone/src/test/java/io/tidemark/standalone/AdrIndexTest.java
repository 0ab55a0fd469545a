package io.tidemark.standalone;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The index of decisions is generated from the decisions; {@code -Dadr.index=write} writes it anew. */
class AdrIndexTest {

    private static final Path FOLDER = Path.of("../docs/adr");
    private static final Path INDEX = FOLDER.resolve("README.md");
    private static final boolean WRITE = "write".equals(System.getProperty("adr.index"));

    private static final String HEAD = """
            # Decisions

            An architecture decision record (ADR) says what was decided, in which situation, and what follows from it. This index is
            generated from the records; [CONTRIBUTING](../../CONTRIBUTING.md#decisions) says how to add one.

            | number | decision | status | in one sentence |
            |---|---|---|---|
            """;

    private final List<Decision> decisions = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        try (var files = Files.newDirectoryStream(FOLDER, "[0-9]*.md")) {
            for (var file : files) {
                decisions.add(Decision.read(file));
            }
        }
        decisions.sort((one, other) -> one.file().compareTo(other.file()));
    }

    @Test
    void numbers_have_neither_gaps_nor_duplicates() {
        assertThat(decisions)
                .extracting(Decision::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, decisions.size())
                        .mapToObj(number -> String.format(Locale.ROOT, "%04d", number))
                        .toList());
    }

    @Test
    void title_begins_with_the_number_of_its_file() {
        assertThat(decisions)
                .allSatisfy(decision -> assertThat(decision.title())
                        .as(decision.file())
                        .matches(Integer.parseInt(decision.number()) + " \\S.*"));
    }

    @Test
    void every_decision_has_a_status() {
        assertThat(decisions)
                .allSatisfy(decision -> assertThat(decision.status())
                        .as(decision.file())
                        .matches("(proposed|accepted|rejected|superseded by )\\b.*"));
    }

    @Test
    void every_decision_says_what_was_decided() {
        assertThat(decisions)
                .allSatisfy(decision ->
                        assertThat(decision.summary()).as(decision.file()).isNotEmpty());
    }

    @Test
    void index_lists_every_decision() throws IOException {
        var index = HEAD + decisions.stream().map(Decision::row).collect(joining());
        if (WRITE) {
            Files.writeString(INDEX, index);
        }
        assertThat(Files.readString(INDEX))
                .as("docs/adr/README.md, which this test writes anew with -Dadr.index=write")
                .isEqualTo(index);
    }

    /** What the index says of a record: an empty text where the record says nothing. */
    private record Decision(String file, String title, String status, String summary) {

        private static final Pattern TITLE = Pattern.compile("\\A# (.+)");
        private static final Pattern STATUS = Pattern.compile("(?m)^Status: (.+)");
        private static final Pattern FIRST_SENTENCE = Pattern.compile("(?ms)^## Decision\\s+(?:\\* )?(.+?)[.:]\\s");

        static Decision read(Path path) throws IOException {
            var text = Files.readString(path);
            return new Decision(
                    path.getFileName().toString(),
                    part(text, TITLE),
                    part(text, STATUS),
                    part(text, FIRST_SENTENCE).replaceAll("\\s+", " "));
        }

        private static String part(String text, Pattern pattern) {
            var matcher = pattern.matcher(text);
            return matcher.find() ? matcher.group(1) : "";
        }

        String number() {
            return file.substring(0, 4);
        }

        String row() {
            var name = title.substring(title.indexOf(' ') + 1);
            return "| %s | [%s](%s) | %s | %s. |\n"
                    .formatted(Integer.valueOf(number()), name, file, status, summary.replace("|", "\\|"));
        }
    }
}
