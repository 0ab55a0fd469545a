package io.tidemark.db.append;

import java.time.Duration;

/**
 * The deadline of a request. Work that has not started by then is skipped, even if the process was suspended in the
 * meantime. The clock stops while the whole machine is suspended, so that time does not count.
 *
 * @param end by the clock of {@link System#nanoTime}
 */
public record Deadline(long end) {

    /** The deadline after that time from now. */
    public static Deadline of(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean isOver() {
        return nanosLeft() <= 0;
    }

    /** Zero or negative once it is over. */
    public Duration left() {
        return Duration.ofNanos(nanosLeft());
    }

    long nanosLeft() {
        return end - System.nanoTime();
    }
}
