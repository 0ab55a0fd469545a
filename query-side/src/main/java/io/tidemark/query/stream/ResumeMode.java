package io.tidemark.query.stream;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a stream begins. */
enum ResumeMode {
    /** The client came without a cursor. */
    LIVE,
    /** What the client missed follows. */
    RESUMED,
    /** What the client missed cannot be told any more: it reads a fresh snapshot. */
    RESET;

    /** The mode as clients and meters see it. */
    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
