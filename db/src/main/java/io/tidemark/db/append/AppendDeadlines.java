package io.tidemark.db.append;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Ends the wait for appends at their deadline. It checks all of them 20 times a second. A timed wait would cost a
 * timer for each append, and wake a thread to set it and again to cancel it.
 */
class AppendDeadlines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AppendDeadlines.class);
    private static final long LOOK_MILLIS = 50;

    private record Awaited(PendingAppend pending, long deadline) {

        boolean isLate(long now) {
            return now - deadline > 0;
        }

        boolean isDone() {
            return pending.position().isDone();
        }

        void abandon() {
            pending.abandon(new TimeoutException());
        }
    }

    private final long timeout;
    private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer;

    AppendDeadlines(Duration timeout) {
        this.timeout = timeout.toNanos();
        var threads = new CustomizableThreadFactory("tidemark-append-deadlines-");
        threads.setDaemon(true);
        timer = new ScheduledThreadPoolExecutor(1, threads);
        var unused = timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits for the append and returns its position. At the deadline the append is abandoned, and this fails. */
    long await(PendingAppend pending) throws ExecutionException, InterruptedException {
        var mine = new Awaited(pending, System.nanoTime() + pending.nanosLeft(timeout));
        awaited.add(mine);
        if (timer.isShutdown()) { // close() may have missed it.
            mine.abandon();
        }
        return pending.position().get();
    }

    /** Must not throw: the timer would stop. An append whose completion failed is done, and the next run removes it. */
    private void look() {
        try {
            awaited.removeIf(Awaited::isDone);
            long now = System.nanoTime();
            awaited.stream().filter(each -> each.isLate(now)).forEach(Awaited::abandon);
        } catch (RuntimeException | Error failed) {
            LOG.error("Could not end all appends that timed out; retrying", failed);
        }
    }

    /** Abandons all appends that wait. */
    @Override
    public void close() {
        timer.shutdown();
        awaited.forEach(Awaited::abandon);
    }
}
