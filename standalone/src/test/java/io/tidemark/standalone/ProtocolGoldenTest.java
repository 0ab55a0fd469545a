package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Compares the protocol with the examples in {@code src/test/resources/protocol}. What this run found is in
 * {@code target/protocol}. After an intended change of the protocol, {@code -Dprotocol.write=true} writes the examples
 * anew.
 *
 * <p>What needs an outage, a defect, a long wait, another host name or thousands of things is left to other tests: the
 * codes {@link #ELSEWHERE}, the reset {@code expired}, the checkpoint with {@code delayed}, and the goodbyes {@code drain}, {@code lifetime},
 * {@code overload}, {@code revoked} and {@code unavailable}.
 */
@ExtendWith(SharedTidemark.class)
class ProtocolGoldenTest {

    private static final Path PINNED = Path.of("src/test/resources/protocol");
    private static final Path FOUND = Path.of("target/protocol");

    private static final Set<String> ELSEWHERE = Set.of(
            "body.too-slow",
            "database-unavailable",
            "draining",
            "host.not-allowed",
            "internal",
            "issuer-unavailable",
            "log-unavailable",
            "quota.exceeded",
            "rebuilding",
            "unreachable");

    private final RunningTidemark tidemark;

    ProtocolGoldenTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Test
    void frames_are_as_pinned() throws IOException {
        compare("frames.txt", ProtocolFrames.written(tidemark));
    }

    @Test
    void answers_are_as_pinned() throws IOException {
        compare("answers.txt", ProtocolAnswers.written(tidemark));
    }

    @Test
    void problems_are_as_pinned() throws IOException {
        compare("problems.txt", ProtocolProblems.written(tidemark));
    }

    @Test
    void every_documented_code_is_pinned() throws IOException {
        var documented = Files.readString(Path.of("../docs/protocol.md")).replaceFirst("(?s).*\n## Problems\n", "");
        var codes = found("`([a-z]+[a-z.-]+)`", rowsOf(documented));
        codes.removeAll(ELSEWHERE);
        assertThat(found("\"code\":\"([a-z.-]+)\"", Files.readString(PINNED.resolve("problems.txt"))))
                .isEqualTo(codes);
    }

    private static String rowsOf(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("| 4") || line.startsWith("| 5"))
                .collect(Collectors.joining());
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void compare(String name, String text) throws IOException {
        var found = Files.writeString(Files.createDirectories(FOUND).resolve(name), text);
        var pinned = Files.createDirectories(PINNED).resolve(name);
        if (Boolean.getBoolean("protocol.write")) {
            Files.writeString(pinned, text);
        }
        assertThat(found).hasSameTextualContentAs(pinned);
    }
}
