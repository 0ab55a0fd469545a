package io.tidemark.testkit;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One frame of a stream, with its fields in the order in which they arrived. */
public record SseFrame(List<Field> fields) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One line of a frame. */
    public record Field(String name, String value) {

        static Field parse(String line) {
            int colon = line.indexOf(": ");
            return new Field(line.substring(0, colon), line.substring(colon + 2));
        }
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    public String event() {
        return value("event");
    }

    public JsonNode data() {
        return JSON.readTree(value("data"));
    }

    public String id() {
        return value("id");
    }

    /** The position that the id names. */
    public long position() {
        return positionOf(id());
    }

    /** The position of the previous event in the user's stream. */
    public long previous() {
        return positionOf(data().path("previous").asString());
    }

    /** Whether it is a change, and not about the stream itself. */
    public boolean isChange() {
        return event().contains(":");
    }

    public boolean hasId() {
        return names().contains("id");
    }

    public static long positionOf(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('.') + 1));
    }

    /** Its lines as they were sent, with the empty one at the end. */
    public String text() {
        return fields.stream()
                .map(field -> "%s: %s\n".formatted(field.name(), field.value()))
                .collect(Collectors.joining("", "", "\n"));
    }

    private String value(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(Field::value)
                .orElseThrow(() -> new NoSuchElementException("no " + name + " in " + fields));
    }
}
