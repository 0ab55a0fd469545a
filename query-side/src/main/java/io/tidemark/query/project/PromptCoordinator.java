package io.tidemark.query.project;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The coordinator's thread, on which nothing is put off for long. Axon waits twice as long after each failure, up to a
 * minute, and would be that late when the database is back.
 */
class PromptCoordinator extends ScheduledThreadPoolExecutor {

    private final Duration longest;

    /** @param longest how long a task is put off at most */
    PromptCoordinator(CustomizableThreadFactory threads, Duration longest) {
        super(1, threads);
        this.longest = longest;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(task, Math.min(unit.toNanos(delay), longest.toNanos()), TimeUnit.NANOSECONDS);
    }
}
