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
 * A reader of the log. It reads only when the head is beyond its position, takes events that this process has just
 * appended from memory, holds one page, and calls back when the head advances.
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

    /** Reads until an event is found or the head is reached: an upcaster may drop all events of a page. */
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
            page.addAll(engine.upcast(rows).toList()); // All events, or none if one cannot be read.
            page.forEach(LogStream::unfold);
            outage.recovered();
            if (rows.isEmpty()) {
                emptyUpTo = head; // The log ends before the head, for example after a failover that lost events.
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

    /**
     * Deserializes on this thread, while the reader still writes earlier events. A failure is thrown again on access.
     */
    private static void unfold(TrackedEventMessage<?> message) {
        try {
            message.getPayload();
            message.getMetaData();
        } catch (RuntimeException unreadable) {
            LOG.debug("Cannot read the event at {}", message.trackingToken(), unreadable);
        }
    }

    /** Waits until the head advances. Until then there is nothing to read. */
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
