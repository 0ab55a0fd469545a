package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A reader who runs the {@code bash} blocks of {@code docs/tour.md} in one shell sees what the tour says. */
@Tag("slow") // It starts a server and waits for its streams to end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TourTest {

    private static final Path TOUR = Path.of("../docs/tour.md");
    private static final Pattern HEADING_OR_BLOCK = Pattern.compile("(?ms)^## ([^\\n]+)$|^```bash\\n(.*?)^```$");
    private static final Pattern STEP = Pattern.compile("(?ms)^@@ ([^\\n]+)\\n(.*?)(?=^@@ |\\z)");
    private static final long CEILING_SECONDS = 300;

    /** What the shell printed under each heading. */
    private final Map<String, String> printed = new HashMap<>();

    @BeforeAll
    void take_the_tour(@TempDir Path directory) throws IOException, InterruptedException {
        var output = directory.resolve("output.txt");
        try (var tidemark = RunningTidemark.start()) {
            var shell = new ProcessBuilder("bash", "-c", script())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            shell.environment().put("TIDEMARK", tidemark.address().toString());
            var process = shell.start();
            try {
                assertThat(process.waitFor(CEILING_SECONDS, TimeUnit.SECONDS))
                        .as("the tour ends: " + Files.readString(output))
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
        }
        STEP.matcher(Files.readString(output)).results().forEach(step -> printed.put(step.group(1), step.group(2)));
    }

    /** All blocks, and before each heading's first one what tells its output from the others'. */
    private static String script() throws IOException {
        var script = new StringBuilder();
        HEADING_OR_BLOCK.matcher(Files.readString(TOUR)).results().forEach(part -> {
            if (part.group(1) != null) {
                script.append("echo; echo '@@ %s'\n".formatted(part.group(1)));
            } else {
                script.append(part.group(2));
            }
        });
        return script.toString();
    }

    private String under(String heading) {
        assertThat(printed).containsKey(heading);
        return printed.getOrDefault(heading, "");
    }

    @Test
    void stream_begins_live() {
        assertThat(under("Sign in and follow the stream"))
                .contains("event: sync\n", "\"mode\":\"live\"")
                .doesNotContain("no frame");
    }

    @Test
    void change_is_answered_and_its_frame_follows() {
        assertThat(under("Change something"))
                .contains("HTTP/1.1 201 Created", "ETag: \"0\"", "Tidemark-Cursor: ", "Tidemark-Command: ")
                .contains("event: reply:created\n")
                .doesNotContain("no frame");
    }

    @Test
    void stale_patch_is_refused_and_second_deletion_is_a_retry() {
        assertThat(under("Go offline, and make changes meanwhile"))
                .containsPattern("(?m)^[a-z0-9]+\\.\\d+$")
                .contains("\"content\":\"Thanks!\"", "\"code\":\"stale-version\"")
                .endsWith("204\n204\n\n");
    }

    @Test
    void client_that_comes_back_gets_what_it_missed_once_and_in_order() {
        var frames = under("Come back");
        assertThat(frames).contains("\"mode\":\"resumed\"", "\"replayed\":2");
        assertThat(Pattern.compile("(?m)^event: (reply:.*)$").matcher(frames).results())
                .extracting(frame -> frame.group(1))
                .containsExactly("reply:updated", "reply:deleted");
    }

    @Test
    void product_is_enriched_by_the_workflow() {
        assertThat(under("A product and its enrichment"))
                .containsSubsequence(
                        "\"name\":\"Quay\"",
                        "\"price\":\"12.50\"",
                        "\"status\":\"processing\"",
                        "\"status\":\"enriched\"",
                        "Holds any boat");
    }

    @Test
    void batch_sent_twice_is_recorded_once_and_read_after_it() {
        var sent = under("A batch from a device that was offline").lines().toList();
        assertThat(sent.get(0)).containsPattern("\"status\":20\\d.*\"status\":20\\d");
        assertThat(latestCursor(sent.get(1))).as("the second time").isEqualTo(latestCursor(sent.get(0)));
        assertThat(sent.get(2)).contains("\"durationSeconds\":1800", "\"activityCount\":1");
    }

    private static String latestCursor(String results) {
        return results.substring(results.lastIndexOf("\"cursor\":"));
    }

    @Test
    void auditor_sees_the_history() {
        assertThat(under("Who did what"))
                .contains("{\"complete\":true,\"cursor\":\"")
                .containsSubsequence("reply:created", "reply:updated", "reply:deleted");
    }

    @Test
    void read_models_match_the_log() {
        assertThat(under("Do the read models still match the log?"))
                .contains("\"mode\":\"shadow\"", "\"state\":\"matches\"", "event: dashboard\n");
    }
}
