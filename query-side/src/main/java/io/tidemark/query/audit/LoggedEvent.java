package io.tidemark.query.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.jspecify.annotations.Nullable;

/**
 * A stored row of the log.
 *
 * @param user the user whom the event concerns; null if the event does not tell
 * @param actor the user who caused the event; null if unknown
 * @param correlationId the id that the sender gave the request, if any
 * @param traceparent the span that caused the event, if it was traced
 */
record LoggedEvent(
        long position,
        UUID id,
        @Nullable String kind,
        String aggregate,
        long version,
        String commandId,
        String type,
        @Nullable String revision,
        String payload,
        String metadata,
        Instant at,
        Instant recordedAt,
        @Nullable String user,
        @Nullable String actor,
        @Nullable String correlationId,
        @Nullable String traceparent,
        long found) {

    static LoggedEvent read(ResultSet row, int number) throws SQLException {
        return new LoggedEvent(
                row.getLong("position"),
                row.getObject("event_id", UUID.class),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getString("command_id"),
                row.getString("event_type"),
                row.getString("revision"),
                row.getString("payload"),
                row.getString("metadata"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getTimestamp("recorded_at").toInstant(),
                row.getString("owner"),
                row.getString("actor"),
                row.getString("correlation_id"),
                row.getString("traceparent"),
                row.getLong("found"));
    }

    /** The row in Axon's form. */
    TrackedEventData<String> data() {
        return new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(position),
                new GenericDomainEventEntry<>(
                        kind, aggregate, version, id.toString(), at.toString(), type, revision, payload, metadata));
    }
}
