package io.tidemark.bench;

import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that was measured in one run, each figure told as soon as it is there. */
final class Results {

    /** A rate that others are a part, or a multiple, of. */
    record Reference(String name, String unit, double rate) {}

    private final List<Figures> all = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, Object> machine = new LinkedHashMap<>();

    Results() throws IOException {
        machine.put("commit", commit());
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("processor", processor());
        machine.put("java", java());
    }

    private static String java() throws IOException {
        return Files.readAllLines(Programs.serverJavaHome().resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll(".*=|\"", ""))
                .findFirst()
                .orElse("unknown");
    }

    private static String commit() {
        try {
            var git = Launch.of("git", "rev-parse", "--short", "HEAD").run();
            return git.status() == 0 ? git.output().strip() : "unknown";
        } catch (UncheckedIOException noGit) {
            return "unknown";
        }
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /**
     * From now on, each rate is told as a part of this one as well.
     *
     * @param unit of those that are, or the end of it
     */
    void relateTo(String name, String unit, double rate) {
        references.add(new Reference(name, unit, rate));
    }

    void add(Figures figures) {
        references.forEach(figures::relateTo);
        all.add(figures);
        System.out.println(figures);
    }

    /** The table, and a line of JSON for each of its rows. */
    @Override
    public String toString() {
        var table = all.stream().map(Figures::toString).collect(Collectors.joining("\n"));
        var json = all.stream().map(each -> each.json(machine)).collect(Collectors.joining("\n"));
        return "\n| measurement | settings | figures |\n|---|---|---|\n%s\n\n%s\n".formatted(table, json);
    }
}
