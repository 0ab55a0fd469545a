package io.tidemark.db;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one command wants appended: its events, and its receipt if it was sent with an idempotency key.
 *
 * @param receipt its position counts only when there are no events; else the append fills it in
 */
record PendingAppend(List<LogEntry> events, @Nullable Receipt receipt, CompletableFuture<Long> position) {

    PendingAppend(List<LogEntry> events, @Nullable Receipt receipt) {
        this(events, receipt, new CompletableFuture<>());
    }

    boolean isAbandoned() {
        return position.isDone();
    }
}
