package io.tidemark.query.projection;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of a projection: each column with its PostgreSQL type and its value in a row. The first column is the key,
 * and one column is called {@code version}.
 *
 * @param <V> the rows
 */
public final class RowTable<V> {

    private final String name;
    private final List<Column<V>> columns;
    private final String upsert;

    private record Column<V>(String name, String type, boolean isFixed, Function<V, @Nullable Object> value) {}

    private RowTable(String name, List<Column<V>> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.upsert = upsert();
    }

    public static <V> Builder<V> named(String name) {
        return new Builder<>(name);
    }

    public String name() {
        return name;
    }

    /** Inserts or updates rows with one statement. A row with the same or a later version stays as it is. */
    public void save(JdbcClient jdbc, Collection<V> rows) {
        jdbc.sql(upsert)
                .params(columns.stream()
                        .map(column -> Columns.of(rows, column.value()))
                        .toList())
                .update();
    }

    /** Sends each column as an array of texts and casts each text, because there are no arrays of arrays, for tags. */
    private String upsert() {
        return """
                INSERT INTO %1$s (%2$s) SELECT %3$s FROM unnest(%4$s) AS i (%2$s)
                ON CONFLICT (%5$s) DO UPDATE SET %6$s WHERE %1$s.version < excluded.version
                """.formatted(
                        name,
                        each(column -> true, "%1$s"),
                        each(column -> true, "%1$s::%2$s"),
                        each(column -> true, "?::text[]"),
                        columns.get(0).name(),
                        each(column -> !column.isFixed(), "%1$s = excluded.%1$s"));
    }

    private String each(Predicate<Column<V>> which, String form) {
        return columns.stream()
                .filter(which)
                .map(column -> form.formatted(column.name(), column.type()))
                .collect(joining(", "));
    }

    /** Takes the columns in their order. */
    public static final class Builder<V> {

        private final String name;
        private final List<Column<V>> columns = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** A column that keeps the value of the first event. */
        public Builder<V> fixed(String column, String type, Function<V, @Nullable Object> value) {
            columns.add(new Column<>(column, type, true, value));
            return this;
        }

        /** A column that later events change. */
        public Builder<V> column(String column, String type, Function<V, @Nullable Object> value) {
            columns.add(new Column<>(column, type, false, value));
            return this;
        }

        public RowTable<V> build() {
            return new RowTable<>(name, columns);
        }
    }
}
