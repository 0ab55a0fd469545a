package io.tidemark.query.projector;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The coordinator's thread, on which nothing is put off for long. Axon waits twice as long after each failure, up to a
 * minute, and would be that late when the database is back. And each time that 1,024 events wait for the projector it waits
 * a tenth of a second before it looks for more, so that there would never be more than ten times as many in a second.
 */
class CappedDelayExecutor extends ScheduledThreadPoolExecutor {

    static final long AXONS_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Duration longest;

    /** @param longest how long a task is put off at most */
    CappedDelayExecutor(CustomizableThreadFactory threads, Duration longest) {
        super(1, threads);
        this.longest = longest;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        long nanos = unit.toNanos(delay);
        long prompt = nanos == AXONS_PAUSE_NANOS ? PAUSE_NANOS : Math.min(nanos, longest.toNanos());
        return super.schedule(task, prompt, TimeUnit.NANOSECONDS);
    }
}
