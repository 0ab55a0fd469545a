package io.tidemark.query.audit;

import io.tidemark.edge.Places;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many long answers this process gives at once, and to whom. */
@Component
@EnableConfigurationProperties(AuditProperties.class)
class LongAnswers {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Places places;

    LongAnswers(AuditProperties properties) {
        places = new Places(
                properties.maxStreams(),
                properties.maxStreamsPerUser(),
                "too many long audit responses are in progress",
                RETRY_AFTER);
    }

    /** Gives the answer if there is a place for it. */
    Mono<Void> give(String user, Mono<Void> answer) {
        return places.within(user, answer);
    }
}
