package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bill of materials in the jar. */
class BillOfMaterialsIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    /** Not a dependency: the plugin that packages the jar adds it. */
    private static final String OF_THE_PLUGIN = "spring-boot-jarmode-tools";

    private static final String BILL = "META-INF/sbom/application.cdx.json";

    @Test
    void names_every_library_of_the_jar() throws IOException {
        try (var jar = new JarFile("target/tidemark.jar")) {
            var libraries = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()))
                    .filter(name -> !name.startsWith(OF_THE_PLUGIN))
                    .toList();
            assertThat(libraries).hasSizeGreaterThan(100);
            assertThat(named(jar)).containsAll(libraries);
        }
    }

    private static List<String> named(JarFile jar) throws IOException {
        try (var content = jar.getInputStream(jar.getJarEntry(BILL))) {
            var components = new JsonMapper().readTree(content).get("components");
            return StreamSupport.stream(components.spliterator(), false)
                    .map(BillOfMaterialsIT::fileName)
                    .toList();
        }
    }

    private static String fileName(JsonNode component) {
        var classifier = component.get("purl").asString().replaceFirst(".*[?&]classifier=([^&]*).*|.*", "$1");
        return "%s-%s%s.jar"
                .formatted(
                        component.get("name").asString(),
                        component.get("version").asString(),
                        classifier.isEmpty() ? "" : "-" + classifier);
    }
}
