package io.tidemark.db.append;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How soon a batch follows another: under load there is a rest between them, because a few large ones cost far less than
 * many small ones. Where there is little to do nobody waits for it: what comes more slowly than it is worth a rest is done
 * with before the rest would be over.
 */
public final class BatchPacer {

    /** What each of a batch adds to the rest: two thousand a second are load. */
    private static final Duration SHARE = Duration.ofNanos(500_000);

    private final Duration interval;
    private final LongSupplier nanoTime;
    private final LongConsumer rest;

    /** @param interval from the beginning of a large batch to that of the next */
    public BatchPacer(Duration interval) {
        this(interval, System::nanoTime, LockSupport::parkNanos);
    }

    BatchPacer(Duration interval, LongSupplier nanoTime, LongConsumer rest) {
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.rest = rest;
    }

    /** The instant of a batch's beginning, for its end. */
    public long begin() {
        return nanoTime.getAsLong();
    }

    /** Rests for what is left of the batch's share of the interval. Whoever is interrupted goes on at once. */
    public void end(long begun, int size) {
        long left = begun + Math.min(interval.toNanos(), size * SHARE.toNanos()) - nanoTime.getAsLong();
        if (left > 0) {
            rest.accept(left);
        }
    }
}
