package io.tidemark.edge.setting;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/** The settings under one prefix: a value that is not allowed stops the start, and the message says what is allowed. */
public record Settings(String prefix) {

    private static final Map<Long, String> TIMES =
            Map.of(86_400_000L, "d", 3_600_000L, "h", 60_000L, "m", 1_000L, "s", 1L, "ms");
    private static final Map<Long, String> SIZES = Map.of(1L << 30, "GB", 1L << 20, "MB", 1L << 10, "KB", 1L, "B");

    /** Refuses a value below the least or above the most. */
    public <T extends Comparable<T>> void between(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw refused(name, value, "it must be between %s and %s".formatted(text(least), text(most)));
        }
    }

    /** Refuses a value that does not fulfil a condition. */
    public void require(boolean fulfilled, String name, Object value, String allowed) {
        if (!fulfilled) {
            throw refused(name, value, allowed);
        }
    }

    private InvalidConfigurationPropertyValueException refused(String name, Object value, String allowed) {
        return new InvalidConfigurationPropertyValueException(prefix + "." + name, text(value), allowed);
    }

    /** In the form in which it is set. */
    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return text(duration.toMillis(), TIMES);
        }
        return value instanceof DataSize size ? text(size.toBytes(), SIZES) : String.valueOf(value);
    }

    /** In the largest unit of which it is a multiple. */
    private static String text(long amount, Map<Long, String> units) {
        long unit = units.keySet().stream()
                .filter(each -> amount != 0 && amount % each == 0)
                .max(Long::compare)
                .orElse(1L);
        return amount / unit + units.getOrDefault(unit, "");
    }
}
