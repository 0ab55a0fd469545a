package io.tidemark.query.replay;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * A row that is not the same in the running read models and in those built from the log.
 *
 * @param live the row as it is shown; null if there is none
 * @param rebuilt the row as it follows from the log; null if there is none
 */
record Difference(
        String table,
        String id,
        @JsonRawValue @Nullable String live,
        @JsonRawValue @Nullable String rebuilt) {}
