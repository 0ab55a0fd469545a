package io.tidemark.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docker-compose.yml and the images give a process that somebody has taken over: as little as it needs. */
class ContainersTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern EXACT = Pattern.compile("[a-z/-]+:\\d+\\.\\d+\\S*");
    private static final Map<String, Map<String, Object>> SERVICES = services();

    @SuppressWarnings("unchecked") // The file is ours.
    private static Map<String, Map<String, Object>> services() {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text("docker-compose.yml"));
        return (Map<String, Map<String, Object>>) requireNonNull(file.get("services"));
    }

    private static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Stream<Map.Entry<String, Map<String, Object>>> each() {
        return SERVICES.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("each")
    void a_service_gains_no_rights_and_has_bounds(Map.Entry<String, Map<String, Object>> service) {
        assertThat(service.getValue())
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsKeys("mem_limit", "pids_limit")
                .doesNotContainKeys("cap_add", "privileged", "network_mode");
    }

    @ParameterizedTest
    @MethodSource("each")
    void a_secret_is_a_file(Map.Entry<String, Map<String, Object>> service) {
        var environment = (Map<?, ?>) service.getValue().getOrDefault("environment", Map.of());
        assertThat(environment.keySet().stream().map(Object::toString))
                .noneMatch(name -> name.contains("PASSWORD") && !name.endsWith("_FILE"));
    }

    @Test
    void nothing_is_reached_from_other_machines() {
        assertThat(SERVICES.values().stream()
                        .flatMap(service -> ((List<?>) service.getOrDefault("ports", List.of())).stream()))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-side", "command-side-2", "query-side", "query-side-2"})
    void a_node_runs_under_a_role_that_does_not_own_the_schema(String node) {
        assertThat(SERVICES.get(node))
                .extracting("environment", MAP)
                .containsEntry("SPRING_DATASOURCE_USERNAME", "tidemark_run");
    }

    @Test
    void the_image_of_the_database_is_an_exact_release() {
        var postgres = requireNonNull(SERVICES.get("postgres"));
        assertThat((String) postgres.get("image")).matches(EXACT);
        assertThat(postgres).containsEntry("user", "postgres");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "proxy/Dockerfile"})
    void an_image_is_built_on_an_exact_release_and_does_not_run_as_root(String file) {
        var lines = text(file).lines().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("FROM ")).map(line -> line.split(" ", -1)[1]))
                .isNotEmpty()
                .allMatch(image -> EXACT.matcher(image).matches());
        assertThat(lines).contains("USER tidemark");
    }
}
