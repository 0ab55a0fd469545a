package io.tidemark.query.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of a replay. */
enum ReplayState {
    RUNNING,
    /** A replay in place has ended. */
    DONE,
    /** A shadow replay has ended, and the running read models match the log. */
    MATCHES,
    /** A shadow replay has ended, and the running read models differ from the log. */
    DIFFERS,
    FAILED,
    /** The process that ran it has stopped reporting progress. */
    ABANDONED;

    static ReplayState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The state in the API and in the table. */
    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
