package io.tidemark.query.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tidemark.edge.json.WireJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * An event as an auditor reads it.
 *
 * @param aggregate what it is about, {@code <kind>/<id>}
 * @param user whom it concerns
 * @param data the change as JSON
 * @param correlationId what the request was called by its sender, if it was
 * @param traceparent the place in a trace that it comes from, if there is one
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
