package io.tidemark.query.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.edge.refusal.Refused;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a replay builds the read models. */
enum ReplayMode {
    /** In a separate schema, to compare them with the running ones. */
    SHADOW("shadow"),
    /** In place of the running ones. */
    IN_PLACE("in-place");

    private final String text;

    ReplayMode(String text) {
        this.text = text;
    }

    static ReplayMode parse(@Nullable String text) {
        return Stream.of(values())
                .filter(mode -> mode.text.equals(text))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("replay.mode", "mode must be shadow or in-place"));
    }

    /** The mode in the API and in the table. */
    @JsonValue
    String text() {
        return text;
    }
}
