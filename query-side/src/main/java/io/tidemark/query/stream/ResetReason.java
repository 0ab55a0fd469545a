package io.tidemark.query.stream;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a cursor cannot be resumed. */
enum ResetReason {
    /** It is no cursor. */
    MALFORMED,
    /** It is of another history. */
    FOREIGN,
    /** The log has not come that far. */
    AHEAD,
    /** What followed it was removed from the feed. */
    EXPIRED;

    /** The reason as clients and meters see it. */
    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
