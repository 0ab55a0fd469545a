package io.tidemark.query.stream;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a cursor cannot be resumed. */
enum ResetReason {
    /** The text is no cursor. */
    MALFORMED,
    /** The cursor belongs to another history. */
    FOREIGN,
    /** The cursor is beyond the end of the log. */
    AHEAD,
    /** Entries after the cursor were removed from the feed. */
    EXPIRED;

    /** The reason in frames and meters. */
    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
