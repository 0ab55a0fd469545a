package io.tidemark.db.append;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Paces batches. Under load it pauses between them, because a few large batches cost far less than many small ones.
 * Without load nothing waits: the pause after a small batch is over before the next command or event arrives.
 */
public final class BatchPacer {

    /** How much each item of a batch adds to the pause. So 2,000 items per second count as load. */
    private static final Duration SHARE = Duration.ofNanos(500_000);

    private final Duration interval;
    private final LongSupplier nanoTime;
    private final LongConsumer rest;

    /** @param interval from the start of a large batch to the start of the next */
    public BatchPacer(Duration interval) {
        this(interval, System::nanoTime, LockSupport::parkNanos);
    }

    BatchPacer(Duration interval, LongSupplier nanoTime, LongConsumer rest) {
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.rest = rest;
    }

    /** The start of a batch, to be passed to {@link #end}. */
    public long begin() {
        return nanoTime.getAsLong();
    }

    /** Waits for the rest of the batch's interval. An interrupt ends the wait. */
    public void end(long begun, int size) {
        long left = begun + Math.min(interval.toNanos(), size * SHARE.toNanos()) - nanoTime.getAsLong();
        if (left > 0) {
            rest.accept(left);
        }
    }
}
