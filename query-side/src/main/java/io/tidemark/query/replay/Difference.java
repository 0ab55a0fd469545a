package io.tidemark.query.replay;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * A row that differs between the running read models and the replayed ones.
 *
 * @param live the running row; null if there is none
 * @param rebuilt the replayed row; null if there is none
 */
record Difference(
        String table,
        String id,
        @JsonRawValue @Nullable String live,
        @JsonRawValue @Nullable String rebuilt) {

    int chars() {
        return length(live) + length(rebuilt);
    }

    private static int length(@Nullable String row) {
        return row == null ? 0 : row.length();
    }
}
