package io.tidemark.query.stream;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a stream begins. */
enum ResumeMode {
    /** The client came without a cursor. */
    LIVE,
    /** The events that the client missed follow. */
    RESUMED,
    /** The server cannot send what the client missed. The client reads a new snapshot. */
    RESET;

    /** The mode in frames and meters. */
    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
