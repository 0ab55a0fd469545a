package io.tidemark.command.session.deadline;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.tidemark.edge.http.GracefulLifecycle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes due deadlines. It starts after everything else, so that a failed start need not wait for it, and stops when
 * the server accepts no more requests.
 */
class DeadlineScheduler extends GracefulLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineScheduler.class);

    private final Scheduler scheduler;

    DeadlineScheduler(Scheduler scheduler) {
        super("deadlines-stop");
        this.scheduler = scheduler;
        scheduler.registerSchedulerListener(new Outages());
    }

    Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void start() {
        scheduler.start();
    }

    @Override
    public void stop() {
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        var state = scheduler.getSchedulerState();
        return state.isStarted() && !state.isShuttingDown();
    }

    /** Logs the first failure to look up deadlines, and the first success after it. */
    private static class Outages extends AbstractSchedulerListener {

        private final AtomicBoolean out = new AtomicBoolean();

        @Override
        public void onSchedulerEvent(SchedulerEventType type) {
            if (type == SchedulerEventType.UNEXPECTED_ERROR && out.compareAndSet(false, true)) {
                LOG.warn("Cannot look up deadlines; retrying");
            } else if (type == SchedulerEventType.RAN_EXECUTE_DUE && out.compareAndSet(true, false)) {
                LOG.info("Can look up deadlines again");
            }
        }
    }
}
