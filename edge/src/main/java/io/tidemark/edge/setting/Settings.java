package io.tidemark.edge.setting;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/** The settings under one prefix: a value that is not allowed stops the start, and the message says what is allowed. */
public record Settings(String prefix) {

    private static final Map<Long, String> UNITS = Map.of(86_400_000L, "d", 3_600_000L, "h", 60_000L, "m", 1_000L, "s");

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
            return text(duration.toMillis());
        }
        return value instanceof DataSize size ? size.toBytes() + "B" : String.valueOf(value);
    }

    private static String text(long millis) {
        return UNITS.keySet().stream()
                .filter(unit -> millis != 0 && millis % unit == 0)
                .max(Long::compare)
                .map(unit -> millis / unit + UNITS.get(unit))
                .orElse(millis + "ms");
    }
}
