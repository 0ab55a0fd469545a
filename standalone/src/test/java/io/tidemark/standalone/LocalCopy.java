package io.tidemark.standalone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows that a client holds, by the rule of the protocol: what is not newer than a row is left out. */
final class LocalCopy {

    /** What rows say about their resource that events say in attributes, or not at all. */
    private static final List<String> DERIVED =
            List.of("createdAt", "updatedAt", "status", "activityCount", "activities", "contradictory");

    private final Map<String, ObjectNode> rows = new HashMap<>();

    void put(JsonNode row) {
        var known = rows.get(id(row));
        if (known == null || version(known) < version(row)) {
            rows.put(id(row), comparable(row));
        }
    }

    /** Applies an event of the stream. */
    void apply(JsonNode event) {
        var data = event.get("data");
        var known = rows.get(id(data));
        if (known != null && version(known) >= version(event)) {
            return;
        }
        if (event.get("type").stringValue().endsWith(":deleted")) {
            rows.remove(id(data));
            return;
        }
        var row = known == null ? comparable(data) : known.setAll(comparable(data));
        row.set("version", event.get("version"));
        new ArrayList<>(row.propertyNames())
                .stream().filter(name -> row.get(name).isNull()).forEach(row::remove);
        rows.put(id(data), row);
    }

    Map<String, ObjectNode> rows() {
        return rows;
    }

    private static ObjectNode comparable(JsonNode row) {
        return ((ObjectNode) row.deepCopy()).remove(DERIVED);
    }

    private static String id(JsonNode row) {
        return row.get("id").stringValue();
    }

    private static long version(JsonNode row) {
        return row.get("version").longValue();
    }
}
