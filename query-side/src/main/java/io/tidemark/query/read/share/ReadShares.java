package io.tidemark.query.read.share;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.edge.limit.FairShares;
import io.tidemark.edge.limit.TimeLimiter;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Runs blocking reads off the event loop, each in its user's share of the threads. A read whose caller gives it up, or
 * waits no longer, is skipped or its statement cancelled.
 */
@Component
public class ReadShares {

    /** How many reads of a user wait at this process, beside those that run; one more is answered 503. */
    private static final int WAITING_PER_USER = 200;

    /** A snapshot may take half of the threads and a search a quarter of them, but at least one. */
    private static final int THREADS_PER_SNAPSHOT = 2;

    private static final int THREADS_PER_SEARCH = 4;

    private final FairShares.Pool threads;
    private final TimeLimiter timeLimiter;
    private final StatementCanceller canceller;
    private final FairShares ofUser;
    private final CostlyReads snapshots;
    private final CostlyReads searches;

    ReadShares(
            ThreadPoolExecutor readThreads,
            TimeLimiter readTimeLimiter,
            StatementCanceller canceller,
            ReadProperties properties,
            MeterRegistry meters) {
        this.threads = readThreads::execute;
        this.timeLimiter = readTimeLimiter;
        this.canceller = canceller;
        this.ofUser = new FairShares(
                        properties.threadsPerUser(), WAITING_PER_USER, "too many of your reads are waiting")
                .metered("tidemark.reads", meters);
        this.snapshots = new CostlyReads("snapshots", share(properties, THREADS_PER_SNAPSHOT), meters);
        this.searches = new CostlyReads("searches", share(properties, THREADS_PER_SEARCH), meters);
    }

    private static int share(ReadProperties properties, int threadsPerRead) {
        return Math.max(1, properties.threads() / threadsPerRead);
    }

    /** Reads within the time-out of an answer. */
    public <T> Mono<T> read(String user, Callable<T> work) {
        return timeLimiter.limit(abandonable(work, read -> ofUser.call(user, threads, read)));
    }

    /** The same for a page of a snapshot. */
    public <T> Mono<T> snapshot(String user, Callable<T> work) {
        return timeLimiter.limit(abandonable(work, read -> snapshots.call(user, of(user), read)));
    }

    /** The same for a search. */
    public <T> Mono<T> search(String user, Callable<T> work) {
        return timeLimiter.limit(abandonable(work, read -> searches.call(user, of(user), read)));
    }

    /** Reads a part of a long answer, which waits for its turn however long that takes. */
    public <T> Mono<T> part(String user, Callable<T> work) {
        return TimeLimiter.droppingLateFailures(abandonable(work, read -> ofUser.call(user, threads, read)));
    }

    /** Does something that goes on when the caller is gone. */
    public <T> Mono<T> act(String user, Callable<T> work) {
        return ofUser.call(user, threads, work);
    }

    private FairShares.Pool of(String user) {
        return task -> ofUser.execute(user, threads, task);
    }

    private <T> Mono<T> abandonable(Callable<T> work, Function<Callable<T>, Mono<T>> call) {
        return Mono.defer(() -> {
            var read = new RunningRead();
            return call.apply(() -> read.run(work)).doOnCancel(() -> canceller.giveUp(read));
        });
    }
}
