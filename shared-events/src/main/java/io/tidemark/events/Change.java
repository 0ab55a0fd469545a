package io.tidemark.events;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an update says about one field: nothing (absent), that it has no value any more (cleared), or its new value. An
 * update is therefore a merge patch in JSON (RFC 7396): no member, {@code null}, or the value.
 *
 * @param given whether the update says anything about the field
 * @param value the new value; null if there is none
 */
public record Change<T>(boolean given, @Nullable T value) {

    public Change {
        if (!given && value != null) {
            throw new IllegalArgumentException("an absent change has no value");
        }
    }

    /** The field stays as it is. */
    public static <T> Change<T> absent() {
        return new Change<>(false, null);
    }

    /** The field has no value any more. */
    public static <T> Change<T> cleared() {
        return new Change<>(true, null);
    }

    /** The field has this value now. */
    public static <T> Change<T> to(T value) {
        return new Change<>(true, Objects.requireNonNull(value));
    }

    /** What turns one value into the other; absent if they are equal. */
    public static <T> Change<T> between(@Nullable T before, @Nullable T after) {
        return Objects.equals(before, after) ? absent() : new Change<>(true, after);
    }

    /** Whether none of them says anything. */
    public static boolean allAbsent(Change<?>... changes) {
        return Stream.of(changes).allMatch(Change::isAbsent);
    }

    public boolean isAbsent() {
        return !given;
    }

    public boolean isCleared() {
        return given && value == null;
    }

    /** The value of the field afterwards; null if it has none. */
    public @Nullable T applyTo(@Nullable T before) {
        return given ? value : before;
    }

    /** The new value, or the other one if there is none: for a field that always has a value. */
    public T orElse(T other) {
        return value == null ? other : value;
    }

    /** What this changes in a field that has the given value; absent if the field stays as it is. */
    public Change<T> against(@Nullable T before) {
        return between(before, applyTo(before));
    }

    /** The same change, with its value converted. */
    public <R> Change<R> map(Function<? super T, ? extends R> conversion) {
        return new Change<>(given, value == null ? null : conversion.apply(value));
    }
}
