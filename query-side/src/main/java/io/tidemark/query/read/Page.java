package io.tidemark.query.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.edge.refusal.Refused;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the value of {@code after} for the next page; null at the end
 */
public record Page<T>(
        List<T> data,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

    /** Makes a page of rows. One row more than the limit was read, to know whether there are more. */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> shape, Function<R, Object> key) {
        var page = rows.subList(0, Math.min(limit, rows.size()));
        var next = rows.size() > limit ? key.apply(page.get(limit - 1)).toString() : null;
        return new Page<>(page.stream().map(shape).toList(), next);
    }

    /** Parses a limit. */
    public static int limit(@Nullable String raw, int byDefault, int max) {
        return (int) number("limit", raw, byDefault, 1, max);
    }

    /** Parses a whole number within bounds. */
    public static long number(String name, @Nullable String raw, long byDefault, long min, long max) {
        if (raw == null) {
            return byDefault;
        }
        try {
            long value = Long.parseLong(raw);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Refused below, like any other value that is out of bounds.
        }
        throw Refused.invalid(name + ".invalid", "%s must be a whole number from %s to %s".formatted(name, min, max));
    }
}
