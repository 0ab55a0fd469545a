package io.tidemark.query.read;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;

/** A row of an answer, as JSON. */
public record JsonRow(@JsonRawValue @JsonValue String json) {

    /** How many bytes it takes in an answer. */
    int size() {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }
}
