package io.tidemark.command.dispatch;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.edge.trace.TraceParent;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The ids of a request in other systems. Events carry them, only for information.
 *
 * @param correlationId the id that the sender gave it
 * @param traceparent its parent span
 */
public record RequestOrigin(
        @Nullable String correlationId, @Nullable String traceparent) {

    static final String CORRELATION_ID = "X-Correlation-ID";

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    static RequestOrigin of(HttpHeaders headers) {
        var place = TraceParent.in(headers);
        return new RequestOrigin(
                correlationId(headers.getFirst(CORRELATION_ID)), place == null ? null : place.toString());
    }

    private static @Nullable String correlationId(@Nullable String header) {
        if (header != null && !ID.matcher(header).matches()) {
            throw Refused.invalid(
                    "correlation-id.invalid", CORRELATION_ID + " must have 1 to 128 visible ASCII characters");
        }
        return header;
    }

    /** The metadata of events. */
    Map<String, String> metaData() {
        var metaData = new HashMap<String, String>();
        if (correlationId != null) {
            metaData.put(EventMetaData.CORRELATION_ID, correlationId);
        }
        if (traceparent != null) {
            metaData.put(EventMetaData.TRACEPARENT, traceparent);
        }
        return metaData;
    }
}
