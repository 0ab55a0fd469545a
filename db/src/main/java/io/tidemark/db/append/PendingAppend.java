package io.tidemark.db.append;

import io.tidemark.db.log.NewEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one command wants appended: its events, and its receipt if it was sent with an idempotency key.
 *
 * @param receipt its position counts only when there are no events; else the append fills it in
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

    boolean isAbandoned() {
        return position.isDone() || (deadline != null && deadline.isOver());
    }

    /** Tells who waits that it is not known to be on disk. It may be, if it was sent. */
    LogUnavailableException abandon(Exception why) {
        var unavailable = new LogUnavailableException("the log did not answer in time", why);
        position.completeExceptionally(unavailable);
        return unavailable;
    }

    /** How long it is waited for: the time-out, or what is left of the patience if that is less. */
    long nanosLeft(long timeout) {
        return deadline == null ? timeout : Math.min(timeout, deadline.nanosLeft());
    }
}
