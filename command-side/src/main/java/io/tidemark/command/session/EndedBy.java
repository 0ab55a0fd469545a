package io.tidemark.command.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Who ended a work session. */
enum EndedBy {
    /** A device of the user. */
    CLIENT,
    /** The server, after the idle time-out. */
    TIMEOUT;

    /** Parses the word in events. */
    static EndedBy parse(String text) {
        return Arrays.stream(values())
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a session is not ended by " + text));
    }

    /** The word in events, snapshots and answers. */
    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
