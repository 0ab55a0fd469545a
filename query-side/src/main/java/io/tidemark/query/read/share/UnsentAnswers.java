package io.tidemark.query.read.share;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Bounds the bytes of answers that clients have not taken yet, in total and per user. */
final class UnsentAnswers {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long max;
    private final long maxPerUser;
    private final Map<String, Long> ofUser = new HashMap<>();
    private long all;
    private long refused;

    UnsentAnswers(long max, long maxPerUser) {
        this.max = max;
        this.maxPerUser = maxPerUser;
    }

    UnsentAnswers metered(MeterRegistry meters) {
        Gauge.builder("tidemark.reads.unsent", this, UnsentAnswers::bytes)
                .description("large answers that their clients have not taken yet")
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder("tidemark.reads.unsent.refused", this, UnsentAnswers::refused)
                .description("answers refused because too many bytes of the user, or of all, are unsent")
                .register(meters);
        return this;
    }

    /** Sends an answer if there is room for it; the user's first always has room. */
    Mono<Void> within(String user, int bytes, Mono<Void> sending) {
        return Mono.defer(() -> take(user, bytes)
                ? sending.doFinally(sent -> giveBack(user, bytes))
                : Mono.error(
                        () -> Refused.unavailable("busy", "take the answers that you have asked for", RETRY_AFTER)));
    }

    private synchronized boolean take(String user, int bytes) {
        long mine = ofUser.getOrDefault(user, 0L);
        if (mine > 0 && (mine + bytes > maxPerUser || all + bytes > max)) {
            refused++;
            return false;
        }
        all += bytes;
        ofUser.put(user, mine + bytes);
        return true;
    }

    private synchronized void giveBack(String user, int bytes) {
        all -= bytes;
        ofUser.computeIfPresent(user, (name, mine) -> mine == bytes ? null : mine - bytes);
    }

    synchronized long bytes() {
        return all;
    }

    private synchronized long refused() {
        return refused;
    }
}
