package io.tidemark.standalone;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the compiler wrote about the settings, for editors. */
final class SettingsMetadata {

    private static final String FILE = "META-INF/spring-configuration-metadata.json";
    private static final JsonMapper JSON = new JsonMapper();

    private SettingsMetadata() {}

    /**
     * A setting.
     *
     * @param source the record that it is bound to; empty if there is none
     */
    record Setting(String name, String type, String description, String byDefault, String source) {

        String prefix() {
            return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
        }

        private static Setting of(JsonNode property) {
            return new Setting(
                    property.path("name").stringValue(""),
                    property.path("type").stringValue(""),
                    property.path("description").stringValue(""),
                    byDefault(property.path("defaultValue")),
                    property.path("sourceType").stringValue(""));
        }

        private static String byDefault(JsonNode value) {
            return value.isArray()
                    ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                    : value.asString("");
        }
    }

    /** All of Tidemark's own, by name. */
    static List<Setting> all() throws IOException {
        var byName = new TreeMap<String, Setting>();
        for (var file : Collections.list(SettingsMetadata.class.getClassLoader().getResources(FILE))) {
            try (var json = file.openStream()) {
                settings(JSON.readTree(json)).forEach(setting -> byName.put(setting.name(), setting));
            }
        }
        return List.copyOf(byName.values());
    }

    private static Stream<Setting> settings(JsonNode file) {
        return file.path("properties")
                .valueStream()
                .map(Setting::of)
                .filter(setting -> setting.name().startsWith("tidemark."));
    }
}
