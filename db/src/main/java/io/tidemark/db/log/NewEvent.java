package io.tidemark.db.log;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event to be appended: its row without the position, which the append assigns. */
public record NewEvent(
        UUID eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String commandId,
        String eventType,
        @Nullable String revision,
        String payload,
        String metadata,
        Instant occurredAt) {

    /** Its payload and metadata, in characters. */
    public int size() {
        return payload.length() + metadata.length();
    }
}
