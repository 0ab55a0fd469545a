package io.tidemark.query.audit;

import io.tidemark.edge.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many long answers this process gives at once, and to whom. */
@Component
@EnableConfigurationProperties(AuditProperties.class)
class LongAnswers {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final AuditProperties properties;
    private final Map<String, Integer> byUser = new HashMap<>();
    private int all;

    LongAnswers(AuditProperties properties) {
        this.properties = properties;
    }

    /** Gives the answer if there is a place for it. */
    Mono<Void> give(String user, Mono<Void> answer) {
        return Mono.defer(() -> enter(user)
                ? answer.doFinally(ended -> leave(user))
                : Mono.error(Problem.unavailable("busy", "too many long answers are being given", RETRY_AFTER)));
    }

    private synchronized boolean enter(String user) {
        int mine = byUser.getOrDefault(user, 0);
        if (all >= properties.maxStreams() || mine >= properties.maxStreamsPerUser()) {
            return false;
        }
        all++;
        byUser.put(user, mine + 1);
        return true;
    }

    private synchronized void leave(String user) {
        all--;
        byUser.computeIfPresent(user, (key, mine) -> mine == 1 ? null : mine - 1);
    }
}
