package io.tidemark.standalone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.standalone.SettingsMetadata.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The list of settings is generated from their metadata; {@code -Dconfiguration.docs=write} writes it anew. */
class ConfigurationDocsTest {

    private static final Path DOCUMENT = Path.of("../docs/configuration.md");
    private static final boolean WRITE = "write".equals(System.getProperty("configuration.docs"));

    private static final String HEAD = """
            # Configuration

            These are Tidemark's own settings. This list is generated from the code. Each setting can be an argument of the process
            (`--tidemark.reads.threads=16`), an environment variable (`TIDEMARK_READS_THREADS=16`), or a line of an
            `application.yml` in the working directory. Editors that know Spring Boot complete their names.

            * A time has a unit: `250ms`, `10s`, `5m`, `2h`, `30d`. A size has one too: `512KB`, `5MB`.
            * A value that is not allowed stops the start, and the message names the setting and what it allows. So do time-outs
              that are [out of order](adr/0010-time-outs-are-ordered.md).
            * Constants that bound a resource, and settings of Spring Boot that do, are in
              [the architecture](architecture.md#what-is-bounded).
            """;

    private static final String SECTION = """

            ## `%s`

            | setting | default | value | allowed | what it is |
            |---|---|---|---|---|
            %s""";

    private static final Map<String, String> KINDS = Map.of(
            "java.time.Duration", "time",
            "java.lang.Integer", "number",
            "java.lang.Long", "number",
            "java.lang.String", "text",
            "java.nio.file.Path", "directory",
            "java.util.List<java.lang.String>", "list, separated by commas",
            "org.springframework.util.unit.DataSize", "size");

    @Test
    void every_setting_says_what_it_is() throws IOException {
        assertThat(SettingsMetadata.all()).isNotEmpty().allSatisfy(setting -> {
            assertThat(setting.description()).as(setting.name()).isNotBlank();
            assertThat(KINDS).containsKey(setting.type());
        });
    }

    @Test
    void document_lists_every_setting() throws IOException {
        var document = HEAD + sections();
        if (WRITE) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/configuration.md, which this test writes anew with -Dconfiguration.docs=write")
                .isEqualTo(document);
    }

    private static String sections() throws IOException {
        var bounds = SettingBounds.all();
        var byPrefix = SettingsMetadata.all().stream().collect(groupingBy(Setting::prefix, TreeMap::new, toList()));
        var text = new StringBuilder();
        byPrefix.forEach((prefix, settings) -> text.append(section(prefix, settings, bounds)));
        return text.toString();
    }

    private static String section(String prefix, List<Setting> settings, Map<String, String> bounds) {
        var rows = settings.stream()
                .map(setting -> row(setting, bounds.getOrDefault(setting.name(), "")))
                .collect(joining());
        return SECTION.formatted(prefix, rows);
    }

    private static String row(Setting setting, String allowed) {
        var byDefault = setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        byDefault,
                        KINDS.get(setting.type()),
                        allowed,
                        setting.description().replace("|", "\\|"));
    }
}
