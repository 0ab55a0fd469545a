package io.tidemark.db.append;

import io.tidemark.db.log.NewEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The events that one command appends, and its receipt if it has an idempotency key.
 *
 * @param receipt its position is used only if there are no events; otherwise the append sets it
 * @param deadline until when the sender of the command waits; null if it has none
 */
public record PendingAppend(
        List<NewEvent> events,
        @Nullable Receipt receipt,
        @Nullable Deadline deadline,
        CompletableFuture<Long> position) {

    PendingAppend(List<NewEvent> events, @Nullable Receipt receipt) {
        this(events, receipt, null);
    }

    public PendingAppend(List<NewEvent> events, @Nullable Receipt receipt, @Nullable Deadline deadline) {
        this(events, receipt, deadline, new CompletableFuture<>());
    }

    /** In characters. */
    long size() {
        return events.stream().mapToLong(NewEvent::size).sum();
    }

    boolean isAbandoned() {
        return position.isDone() || (deadline != null && deadline.isOver());
    }

    /** Fails the command: whether its events are on disk is unknown. They may be, if they were sent. */
    LogUnavailableException abandon(Exception why) {
        var unavailable = new LogUnavailableException("the log did not answer in time", why);
        position.completeExceptionally(unavailable);
        return unavailable;
    }

    /** How long to wait: the time-out, or the time to the deadline if that is less. */
    long nanosLeft(long timeout) {
        return deadline == null ? timeout : Math.min(timeout, deadline.nanosLeft());
    }
}
