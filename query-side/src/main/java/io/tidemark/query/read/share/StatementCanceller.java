package io.tidemark.query.read.share;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/** Ends reads that run although their caller has given them up. Cancelling blocks, so it has a thread of its own. */
@Component
class StatementCanceller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatementCanceller.class);

    /** After it a read is cancelled again if it still runs: it was between two statements. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("read-canceller-"));
    private final Counter cancelled;

    StatementCanceller(MeterRegistry meters) {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        cancelled = Counter.builder("tidemark.reads.cancelled")
                .description("reads that were running when their caller gave them up")
                .register(meters);
    }

    /** Returns at once. */
    void giveUp(RunningRead read) {
        if (read.giveUp()) {
            cancelled.increment();
            cancelIn(Duration.ZERO, read);
        }
    }

    private void cancelIn(Duration delay, RunningRead read) {
        try {
            var unused = thread.schedule(() -> cancel(read), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The process stops; the read ends with its connection", stopping);
        }
    }

    private void cancel(RunningRead read) {
        try {
            if (read.cancelStatement()) {
                cancelIn(AGAIN, read);
            }
        } catch (SQLException unreachable) {
            LOG.debug("Could not cancel a statement; it ends by its own time-out", unreachable);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
