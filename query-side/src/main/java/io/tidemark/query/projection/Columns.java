package io.tidemark.query.projection;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** Texts as one text, as PostgreSQL writes an array: where each row has some, there is no array of arrays to send. */
    public static String array(Collection<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
