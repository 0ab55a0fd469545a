package io.tidemark.edge.limit;

import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/**
 * Runs blocking work off the event loop, with a time limit for the caller. Work that has not started by then is
 * skipped. Work that has started goes on, and its result is dropped.
 */
public final class TimeLimiter {

    private static final Context LATE_IS_TOO_LATE =
            Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>) late -> {});

    private final Scheduler pool;
    private final Duration timeout;
    private final Supplier<Refused> late;

    /** @param late the failure when the time is over */
    public TimeLimiter(Scheduler pool, Duration timeout, Supplier<Refused> late) {
        this.pool = pool;
        this.timeout = timeout;
        this.late = late;
    }

    public <T> Mono<T> call(Callable<T> work) {
        return call(timeout, work);
    }

    /** The same in the rest of the time, if some of it has passed. */
    public <T> Mono<T> call(Duration left, Callable<T> work) {
        return limit(left, Mono.fromCallable(work).subscribeOn(pool));
    }

    /** The same for work that gets to its thread by itself. */
    public <T> Mono<T> limit(Mono<T> work) {
        return limit(timeout, work);
    }

    /** The same in the rest of the time, if some of it has passed. */
    public <T> Mono<T> limit(Duration left, Mono<T> work) {
        // With its own error: that of timeout() would assemble the work's name for each call.
        return droppingLateFailures(work.timeout(left, Mono.error(late)));
    }

    /** Work that fails when nobody waits for it any more fails unnoticed. */
    public static <T> Mono<T> droppingLateFailures(Mono<T> work) {
        return work.contextWrite(LATE_IS_TOO_LATE);
    }
}
