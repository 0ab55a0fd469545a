package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.standalone.CuttingProxy.Cut;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The clients in {@code docs/clients.md} print each event once and in order, wherever their streams are cut. */
@Tag("slow") // Each client is cut some hundred times, and waits each time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // The server is started first.
class DocumentedClientsTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final List<String> PROGRAMS = List.of("bash", "sh", "js", "python", "java");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CEILING = Duration.ofMinutes(3);
    private static final String CHANGE = "event: reply:";

    /** Each byte of what follows the data, and bytes all over the frame. */
    private static final int TAIL = 40;

    private static final int SPREAD = 60;
    private static final int STEP = 11;

    private RunningTidemark tidemark;

    @BeforeAll
    void start() {
        tidemark = RunningTidemark.startWith("tidemark.stream.retry-min=1ms", "tidemark.stream.retry-max=2ms");
    }

    @AfterAll
    void stop() {
        tidemark.close();
    }

    @ParameterizedTest
    @CsvSource({"bash, bash", "js, node", "python, python3"})
    void client_is_exact(String language, String interpreter, @TempDir Path directory) throws IOException {
        assumeTrue(isInstalled(interpreter), "there is no " + interpreter + " on the PATH");
        var ann = tidemark.newUser();
        var cuts = cuts();
        var printed = directory.resolve("printed.txt");
        try (var proxy = new CuttingProxy(tidemark.address().getPort(), cuts)) {
            var client = run(language, interpreter, directory, printed, proxy.address(), ann.token());
            try {
                await().atMost(CEILING).until(() -> Files.exists(directory.resolve("cursor.txt")));
                var last = create(ann, cuts.size());
                await().atMost(CEILING).until(() -> Files.readString(printed).contains(lastOf(last)));
                var expected = allUpTo(ann, last);
                assertThat(Files.readAllLines(printed).stream()
                                .map(JSON::readTree)
                                .toList())
                        .isEqualTo(expected);
                assertThat(proxy.made()).isEqualTo(cuts.size());
            } finally {
                client.descendants().forEach(ProcessHandle::destroyForcibly);
                client.destroyForcibly();
            }
        }
    }

    private static List<Cut> cuts() {
        var cuts = new ArrayList<Cut>();
        for (int each = 0; each < SPREAD; each++) {
            cuts.add(new Cut(CHANGE, each % 2, each * STEP));
        }
        for (int each = 1; each <= TAIL; each++) {
            cuts.add(new Cut(CHANGE, each % 2, -each));
            cuts.add(new Cut(each % 4 == 0 ? "event: sync" : CHANGE, 0, -each / 2 - 1));
        }
        return cuts;
    }

    private static Answer create(Caller ann, int number) {
        for (int each = 0; each < number; each++) {
            ann.creates("é語👋\u2028 " + each);
        }
        return ann.creates("the last");
    }

    private static List<JsonNode> allUpTo(Caller ann, Answer last) {
        var events = new ArrayList<>(ann.eventsUpTo(last));
        for (boolean more = true; more; ) {
            var position = events.get(events.size() - 1).get("sequence").asString();
            var after = last.cursor().replaceFirst("\\..*", "." + Long.parseLong(position));
            var page = ann.get("/api/changes?after=" + after).is(200);
            events.addAll(page.list("events"));
            more = page.json().get("more").booleanValue();
        }
        return events;
    }

    private static String lastOf(Answer created) {
        return created.text("id");
    }

    private static Process run(
            String language, String interpreter, Path directory, Path printed, String address, String token)
            throws IOException {
        var program = directory.resolve(language.equals("js") ? "follow.mjs" : "follow");
        Files.writeString(program, example(language));
        var builder = new ProcessBuilder(interpreter, program.toString())
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors.txt").toFile())
                .redirectOutput(printed.toFile());
        builder.environment().putAll(Map.of("TIDEMARK", address, "TOKEN", token, "PAUSE", "1"));
        return builder.start();
    }

    private static String example(String language) throws IOException {
        return BLOCK.matcher(Files.readString(DOCS.resolve("clients.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .findFirst()
                .orElseThrow()
                .group(2);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Those of the tour run in {@link TourTest}; other documents have none. */
    @Test
    void no_other_example_reads_a_stream() throws IOException {
        try (var documents = Files.list(DOCS)) {
            assertThat(documents.filter(file -> file.toString().endsWith(".md")))
                    .allSatisfy(file -> {
                        var readers = BLOCK.matcher(Files.readString(file))
                                .results()
                                .filter(block ->
                                        block.group(2).contains("/stream") && PROGRAMS.contains(block.group(1)))
                                .map(block -> block.group(1));
                        assertThat(readers).isSubsetOf(runIn(file.getFileName().toString()));
                    });
        }
    }

    private static List<String> runIn(String document) {
        return switch (document) {
            case "clients.md" -> List.of("bash", "js", "python");
            case "tour.md" -> List.of("bash");
            default -> List.of();
        };
    }

    /** The tour's cursor is that of the last complete frame, wherever its stream ended. */
    @Test
    void cursor_of_the_tour_is_that_of_a_whole_frame(@TempDir Path directory) throws IOException, InterruptedException {
        var line = Pattern.compile("(?m)^CURSOR=.*$").matcher(Files.readString(DOCS.resolve("tour.md")));
        assertThat(line.find()).isTrue();
        var frames =
                "event: a\ndata: {}\nid: e.12\n\nevent: b\ndata: {\"id: \":1}\nid: e.345\n\nretry: 5\nevent: goodbye\ndata: {}\n\n";
        Files.writeString(directory.resolve("all.txt"), frames);
        var script = "for n in $(seq 0 %s); do head -c $n all.txt > frames.txt; %s; echo \"$CURSOR\"; done"
                .formatted(frames.length(), line.group());
        var shell = new ProcessBuilder("bash", "-c", script)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("cursors.txt").toFile())
                .start();
        assertThat(shell.waitFor()).isZero();
        int first = frames.indexOf("\n\n") + 2;
        int second = frames.indexOf("\n\n", first) + 2;
        var expected = new ArrayList<String>();
        for (int length = 0; length <= frames.length(); length++) {
            expected.add(length < first ? "" : length < second ? "e.12" : "e.345");
        }
        assertThat(Files.readAllLines(directory.resolve("cursors.txt"))).isEqualTo(expected);
    }
}
