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
 * Work that blocks, off the event loop, for somebody who is answered in time whatever becomes of it. What has not begun by
 * then is not begun; what has goes on to its own bounds, and nobody hears of its end.
 */
public final class TimeLimiter {

    private static final Context LATE_IS_TOO_LATE =
            Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>) late -> {});

    private final Scheduler pool;
    private final Duration timeout;
    private final Supplier<Refused> late;

    /** @param late what is answered when the time is up */
    public TimeLimiter(Scheduler pool, Duration timeout, Supplier<Refused> late) {
        this.pool = pool;
        this.timeout = timeout;
        this.late = late;
    }

    public <T> Mono<T> call(Callable<T> work) {
        return call(timeout, work);
    }

    /** The same in what is left of the time, where some went by before. */
    public <T> Mono<T> call(Duration left, Callable<T> work) {
        // Late has an error of its own: the time-out's would have the work's name put together for each call.
        return Mono.fromCallable(work)
                .subscribeOn(pool)
                .timeout(left, Mono.error(late))
                .contextWrite(LATE_IS_TOO_LATE);
    }
}
