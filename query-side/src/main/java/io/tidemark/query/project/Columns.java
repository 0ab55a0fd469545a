package io.tidemark.query.project;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of many rows, as parameters of the one statement that writes them. */
public final class Columns {

    private Columns() {}

    /** A column as texts; the statement says what they are. */
    public static <V> @Nullable String[] of(Collection<V> rows, Function<V, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }
}
