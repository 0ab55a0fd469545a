package io.tidemark.db.timeout;

import java.time.Duration;

/** A time-out with a place in the order. */
public record OrderedTimeout(String name, Duration value, Wait kind) {

    @Override
    public String toString() {
        return "%s (%s ms)".formatted(name, value.toMillis());
    }
}
