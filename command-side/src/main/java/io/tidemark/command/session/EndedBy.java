package io.tidemark.command.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Who said that a work session ended. */
enum EndedBy {
    /** A device of the user. */
    CLIENT,
    /** The server, when it had heard nothing for too long. */
    TIMEOUT;

    /** Reads the word that events have. */
    static EndedBy parse(String text) {
        return Arrays.stream(values())
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a session is not ended by " + text));
    }

    /** As events, snapshots and answers have it. */
    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
