package io.tidemark.query.projector;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The coordinator's thread, with an upper bound for delays. Axon doubles its delay after each failure, up to a minute,
 * and would resume that late after an outage. And when 1,024 events are queued for the projector, Axon waits 100 ms
 * before it reads more, which would limit the rate to about 10,000 events per second.
 */
class CappedDelayExecutor extends ScheduledThreadPoolExecutor {

    static final long AXONS_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Duration longest;

    /** @param longest the longest delay of a task */
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
