package io.tidemark.query.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tidemark.edge.json.WireJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * An event in the form for auditors.
 *
 * @param aggregate the aggregate of the event, {@code <kind>/<id>}
 * @param user the user whom the event concerns
 * @param data the change as JSON
 * @param correlationId the id that the sender gave the request, if any
 * @param traceparent the span that caused the event, if it was traced
 */
public record AuditEntry(
        String cursor,
        UUID id,
        String type,
        String aggregate,
        long version,
        Instant time,
        @JsonSerialize(using = WireJson.StoredTime.class) Instant recordedAt,
        @Nullable String actor,
        String commandId,
        @Nullable String user,
        @JsonRawValue String data,
        @Nullable String correlationId,
        @Nullable String traceparent) {}
