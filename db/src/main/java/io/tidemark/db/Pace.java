package io.tidemark.db;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How soon a batch follows another: under load there is a rest between them, because a few large ones cost far less than
 * many small ones. Where there is little to do nobody waits for it.
 */
public final class Pace {

    /** So many at once are load. */
    private static final int CROWD = 4;

    private final Duration interval;
    private final LongSupplier nanoTime;
    private final LongConsumer rest;

    /** @param interval from the beginning of a batch to that of the next, at least */
    public Pace(Duration interval) {
        this(interval, System::nanoTime, LockSupport::parkNanos);
    }

    Pace(Duration interval, LongSupplier nanoTime, LongConsumer rest) {
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.rest = rest;
    }

    /** The instant of a batch's beginning, for its end. */
    public long begin() {
        return nanoTime.getAsLong();
    }

    /** Rests for what is left of the interval, if the batch was load. Whoever is interrupted goes on at once. */
    public void end(long begun, int size) {
        long left = begun + interval.toNanos() - nanoTime.getAsLong();
        if (size >= CROWD && left > 0) {
            rest.accept(left);
        }
    }
}
