package io.tidemark.db.loop;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * A bean with a thread that repeats one step. The container starts the thread when the bean is complete, and closes it
 * before the beans that it uses.
 *
 * <p>Only {@link #close} interrupts the thread.
 */
public abstract class BackgroundLoop implements InitializingBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);

    private final Thread thread;
    private final Duration pause;
    private final Duration closeTimeout;
    private volatile boolean closed;

    /**
     * @param name of the thread
     * @param pause between a step that failed and the next one
     * @param closeTimeout how long {@link #close} waits for the thread to end; zero if it does not wait
     */
    protected BackgroundLoop(String name, Duration pause, Duration closeTimeout) {
        this.thread = new Thread(this::run, name);
        this.pause = pause;
        this.closeTimeout = closeTimeout;
        thread.setDaemon(true);
    }

    /** The process does not end before the thread does. */
    protected final void keepProcessAlive() {
        thread.setDaemon(false);
    }

    @Override
    public final void afterPropertiesSet() {
        start();
    }

    public void start() {
        thread.start();
    }

    protected abstract void step() throws SQLException, InterruptedException;

    /** Reports a step that failed. A step that fails because the loop is closed is not reported. */
    protected abstract void failed(Exception cause);

    /** Runs on the thread after the last step. */
    protected void finish() {}

    private void run() {
        while (!closed) {
            attempt();
        }
        if (Thread.interrupted()) {
            LOG.debug("Interrupted in order to close");
        }
        finish();
    }

    private void attempt() {
        try {
            step();
        } catch (InterruptedException woken) {
            LOG.debug("Interrupted in order to close");
        } catch (SQLException | RuntimeException cause) {
            if (!closed) {
                failed(cause);
                pause();
            }
        }
    }

    protected final void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException woken) {
            LOG.debug("Interrupted in order to close");
        }
    }

    protected final boolean isClosed() {
        return closed;
    }

    /** Waits until there is news or the loop is closed. The condition is checked again after each {@link #wake}. */
    protected final void awaitNews(BooleanSupplier isNews) {
        while (!closed && !isNews.getAsBoolean()) {
            LockSupport.park(this);
        }
    }

    protected final void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        if (!closeTimeout.isZero()) {
            join();
        }
    }

    private void join() {
        try {
            thread.join(closeTimeout.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
