package io.tidemark.db.append;

import java.time.Duration;

/**
 * The deadline of a request. Work that has not started by then is skipped, also in a process that was stopped meanwhile.
 * The clock stands still while the whole machine is suspended, so a request that waited then is answered as if no time had
 * passed.
 *
 * @param end by the clock of {@link System#nanoTime}
 */
public record Deadline(long end) {

    /** From now on for so long. */
    public static Deadline of(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean isOver() {
        return nanosLeft() <= 0;
    }

    /** Nothing or less once it is over. */
    public Duration left() {
        return Duration.ofNanos(nanosLeft());
    }

    long nanosLeft() {
        return end - System.nanoTime();
    }
}
