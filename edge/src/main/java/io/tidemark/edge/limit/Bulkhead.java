package io.tidemark.edge.limit;

import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Limits expensive work, in total and per user. A request over the limit is refused, to be repeated later. */
public final class Bulkhead {

    private final int max;
    private final int maxPerUser;
    private final String refusal;
    private final Duration retryAfter;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** @param refusal the text of the refusal */
    public Bulkhead(int max, int maxPerUser, String refusal, Duration retryAfter) {
        this.max = max;
        this.maxPerUser = maxPerUser;
        this.refusal = refusal;
        this.retryAfter = retryAfter;
    }

    /** Runs the work in one of the user's slots, until it completes, fails or is cancelled. */
    public <T> Mono<T> within(String user, Mono<T> work) {
        return Mono.defer(() -> take(user)
                ? work.doFinally(ended -> giveBack(user))
                : Mono.error(() -> Refused.unavailable("busy", refusal, retryAfter)));
    }

    private synchronized boolean take(String user) {
        int mine = taken.getOrDefault(user, 0);
        if (all >= max || mine >= maxPerUser) {
            return false;
        }
        all++;
        taken.put(user, mine + 1);
        return true;
    }

    private synchronized void giveBack(String user) {
        all--;
        taken.computeIfPresent(user, (key, mine) -> mine == 1 ? null : mine - 1);
    }
}
