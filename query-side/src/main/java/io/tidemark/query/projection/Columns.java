package io.tidemark.query.projection;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns of many rows, as parameters of one statement that writes all rows. */
public final class Columns {

    private Columns() {}

    /** A column as texts. The statement casts them. */
    public static <V> @Nullable String[] of(Collection<V> rows, Function<V, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    /** The texts as one text in PostgreSQL's array syntax, for array columns: there is no array of arrays to send. */
    public static String array(Collection<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
