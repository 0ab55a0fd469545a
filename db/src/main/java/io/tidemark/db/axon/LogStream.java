package io.tidemark.db.axon;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.jdbc.OutageLogger;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * One reader's way along the log: it reads only when the head is known to be further than it has read, asks PostgreSQL
 * only for what this process has not just appended itself, holds one page, and calls back when the head advances.
 */
class LogStream implements TrackingEventStream {

    private static final Logger LOG = LoggerFactory.getLogger(LogStream.class);

    private final PostgresEventStorageEngine engine;
    private final HighWaterMark logHighWaterMark;
    private final OutageLogger outage;
    private final UnreadableEventLogger unreadable;
    private final Queue<TrackedEventMessage<?>> page = new ArrayDeque<>();
    private final Runnable wakeUp = this::onAdvance;
    private long readUpTo;
    private long emptyUpTo;
    private volatile @Nullable Runnable availableCallback;

    LogStream(
            PostgresEventStorageEngine engine,
            HighWaterMark logHighWaterMark,
            OutageLogger outage,
            UnreadableEventLogger unreadable,
            long after) {
        this.engine = engine;
        this.logHighWaterMark = logHighWaterMark;
        this.outage = outage;
        this.unreadable = unreadable;
        this.readUpTo = after;
        logHighWaterMark.onAdvance(wakeUp);
    }

    private void onAdvance() {
        var callback = availableCallback;
        if (callback != null) {
            callback.run();
        }
        synchronized (wakeUp) {
            wakeUp.notifyAll();
        }
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        availableCallback = callback;
        return true;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return fetch() ? Optional.ofNullable(page.peek()) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!fetch()) {
            if (!awaitAdvance(deadline)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return page.remove();
    }

    /** Reads on while there is something to read: an upcaster may leave nothing of a whole page. */
    private boolean fetch() {
        while (page.isEmpty() && readUpTo < logHighWaterMark.position()) {
            if (!readPage()) {
                return false;
            }
        }
        return !page.isEmpty();
    }

    private boolean readPage() {
        try {
            long head = logHighWaterMark.position();
            var rows = engine.page(readUpTo);
            page.addAll(engine.upcast(rows).toList()); // All of them or, where one cannot be read, none.
            page.forEach(LogStream::unfold);
            outage.recovered();
            if (rows.isEmpty()) {
                emptyUpTo = head; // The log ends before its head, for example after a fail-over that lost events.
                return false;
            }
            readUpTo = rows.get(rows.size() - 1).position();
            return true;
        } catch (DataAccessException failed) {
            outage.failed(failed);
            throw failed;
        } catch (RuntimeException ours) {
            unreadable.isBehind(readUpTo, ours);
            throw ours;
        }
    }

    /** On this thread, while the reader still writes what came before. What fails, fails again where it is asked for. */
    private static void unfold(TrackedEventMessage<?> message) {
        try {
            message.getPayload();
            message.getMetaData();
        } catch (RuntimeException unreadable) {
            LOG.debug("Cannot read the event at {}", message.trackingToken(), unreadable);
        }
    }

    /** Until the head advances: where there was nothing to read, there is nothing until then. */
    private boolean awaitAdvance(long deadline) throws InterruptedException {
        synchronized (wakeUp) {
            while (Math.max(readUpTo, emptyUpTo) >= logHighWaterMark.position()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wakeUp.wait(left);
            }
            return true;
        }
    }

    @Override
    public void close() {
        logHighWaterMark.removeListener(wakeUp);
    }
}
