package io.tidemark.query.audit.export;

import io.tidemark.edge.limit.Bulkhead;
import io.tidemark.query.audit.AuditProperties;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Limits the long answers of this process, in total and per user. */
@Component
@EnableConfigurationProperties(AuditProperties.class)
class ExportLimiter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Bulkhead bulkhead;

    ExportLimiter(AuditProperties properties) {
        bulkhead = new Bulkhead(
                properties.maxStreams(),
                properties.maxStreamsPerUser(),
                "too many long audit responses are in progress",
                RETRY_AFTER);
    }

    /** Runs the answer if the limits allow it. */
    Mono<Void> give(String user, Mono<Void> answer) {
        return bulkhead.within(user, answer);
    }
}
