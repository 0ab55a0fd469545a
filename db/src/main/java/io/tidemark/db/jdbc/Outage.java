package io.tidemark.db.jdbc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How long something has failed without a success in between. */
public final class Outage {

    private final AtomicReference<@Nullable Long> begun = new AtomicReference<>();

    /** It failed; returns whether it had not failed before. */
    public boolean begin() {
        return begun.compareAndSet(null, System.nanoTime());
    }

    /** It worked; returns whether it had failed before. */
    public boolean end() {
        return begun.get() != null && begun.getAndSet(null) != null;
    }

    /** Zero if the last attempt worked. */
    public Duration lasting() {
        var since = begun.get();
        return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }
}
