package io.tidemark.resilience;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** All that a user has, as a snapshot tells it, and what the events behind its cursor make of it. */
final class Holdings {

    private static final Map<String, String> KINDS =
            Map.of("replies", "reply", "businesses", "business", "products", "product", "sessions", "session");

    private static final List<String> BESIDES = List.of("version", "createdAt", "updatedAt");

    /** @param fields without its times; of a session none, because its events tell the parts of what it sums up */
    private record Thing(long version, Map<String, JsonNode> fields) {}

    /** An event as the feed has it. */
    record Change(String type, String subject, long version, JsonNode data) {}

    private final Map<String, Thing> things = new TreeMap<>();

    private Holdings() {}

    /** Those of an answer to {@code GET /api/snapshot}. */
    static Holdings of(JsonNode snapshot) {
        var all = new Holdings();
        KINDS.forEach((part, kind) -> snapshot.get(part).forEach(row -> {
            var subject = kind + "/" + row.get("id").asString();
            var fields = new HashMap<String, JsonNode>();
            merge(subject, fields, row);
            fields.keySet().removeAll(BESIDES);
            all.things.put(subject, new Thing(row.get("version").asLong(), fields));
        }));
        return all;
    }

    /**
     * What they become by events.
     *
     * @throws IllegalArgumentException if one does not follow what is there
     */
    Holdings after(List<Change> changes) {
        var result = new Holdings();
        result.things.putAll(things);
        changes.forEach(result::apply);
        return result;
    }

    private void apply(Change change) {
        var before = things.remove(change.subject());
        if (change.version() != (before == null ? 0 : before.version() + 1)) {
            throw new IllegalArgumentException("%s follows %s".formatted(change, before));
        }
        if (!change.type().endsWith(":deleted")) {
            var fields = new HashMap<String, JsonNode>(before == null ? Map.of() : before.fields());
            merge(change.subject(), fields, change.data());
            things.put(change.subject(), new Thing(change.version(), fields));
        }
    }

    private static void merge(String subject, Map<String, JsonNode> fields, JsonNode data) {
        if (subject.startsWith("session/")) {
            return;
        }
        data.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                fields.remove(field.getKey());
            } else {
                fields.put(field.getKey(), field.getValue());
            }
        });
    }

    /** What is not the same in both; empty if nothing is. */
    String difference(Holdings other) {
        var mine = new TreeMap<>(things);
        var others = new TreeMap<>(other.things);
        mine.entrySet().removeAll(other.things.entrySet());
        others.entrySet().removeAll(things.entrySet());
        return mine.equals(others) ? "" : mine + " is not " + others;
    }
}
