package io.tidemark.query.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a replay stands. */
enum ReplayState {
    RUNNING,
    /** It ended, in place. */
    DONE,
    /** It ended, and the running read models are what follows from the log. */
    MATCHES,
    /** It ended, and they are not. */
    DIFFERS,
    FAILED,
    /** The process that carried it out gave no sign of life. */
    ABANDONED;

    static ReplayState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The state as the wire and the table say it. */
    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
