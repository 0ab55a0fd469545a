package io.tidemark.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a thing stood at a time.
 *
 * @param state the row that shows it; null when it was deleted by then
 * @param cursor that of the last thing that had happened to it
 */
record PastState(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object state, long version, String cursor) {}
