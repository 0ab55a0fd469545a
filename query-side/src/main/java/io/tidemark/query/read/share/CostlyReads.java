package io.tidemark.query.read.share;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.edge.limit.FairShares;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;

/**
 * A kind of read that costs more than others: one of a user and few of a process run at once. The others wait and hold
 * no thread.
 */
final class CostlyReads {

    private static final int WAITING_PER_USER = 20;
    private static final int WAITING = 1_000;
    private static final String ALL = "all";

    private final FairShares ofUser;
    private final FairShares ofAll;

    /** @param name the name of their meters, and what they are called in a refusal */
    CostlyReads(String name, int atOnce, MeterRegistry meters) {
        var meter = "tidemark.reads." + name;
        ofUser = new FairShares(1, WAITING_PER_USER, "too many of your %s are waiting".formatted(name))
                .metered(meter + ".of.user", meters);
        ofAll = new FairShares(atOnce, WAITING, "too many %s are waiting".formatted(name)).metered(meter, meters);
    }

    /** Reads in the user's share of this kind, and then in the pool. */
    <T> Mono<T> call(String user, FairShares.Pool pool, Callable<T> work) {
        return ofUser.call(user, task -> ofAll.execute(ALL, pool, task), work);
    }
}
