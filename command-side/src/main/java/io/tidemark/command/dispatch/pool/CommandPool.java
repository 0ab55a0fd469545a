package io.tidemark.command.dispatch.pool;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.db.append.Deadline;
import io.tidemark.edge.limit.FairShares;
import io.tidemark.edge.limit.TimeLimiter;
import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Runs the blocking work of commands off the event loop. Work on one aggregate is done one after the other, and a user
 * has only so many threads at once. Whatever waits for its turn holds no thread.
 *
 * <p>The turn of the aggregate comes first and the user's share second: a user's commands on one aggregate then take one
 * place in the share, and leave the others to the user's other commands. Nothing is taken in the opposite order, so no
 * two commands wait for each other.
 */
public class CommandPool {

    /** How many commands wait for one aggregate: about as many as are executed within the lock time-out. */
    private static final int WAITING_PER_AGGREGATE = 250;

    /** How many commands of one user wait for a thread. */
    private static final int WAITING_PER_USER = 250;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final FairShares.Pool threads;
    private final Duration timeout;
    private final TimeLimiter timeLimiter;
    private final FairShares aggregates;
    private final FairShares users;

    CommandPool(Executor threads, Scheduler scheduler, CommandProperties properties, MeterRegistry meters) {
        this.threads = threads::execute;
        this.timeout = properties.timeout();
        this.timeLimiter = new TimeLimiter(scheduler, timeout, CommandPool::late);
        this.aggregates = new FairShares(1, WAITING_PER_AGGREGATE, "too many commands wait for the same resource")
                .patient(properties.lockTimeout(), CommandPool::late)
                .metered("tidemark.commands.aggregates", meters);
        this.users = new FairShares(
                        properties.threadsPerUser(), WAITING_PER_USER, "too many requests of the user are in progress")
                .metered("tidemark.commands.users", meters);
    }

    /** The deadline of a command that is sent now. */
    public Deadline newDeadline() {
        return Deadline.of(timeout);
    }

    /** Runs work in the share of a user. */
    public <T> Mono<T> call(String user, Callable<T> work) {
        return timeLimiter.limit(timeout, users.call(user, threads, work));
    }

    /** Runs work on an aggregate, when it is its turn, in the share of a user. */
    public <T> Mono<T> call(Object aggregate, String user, Deadline deadline, Callable<T> work) {
        FairShares.Pool ofUser = task -> users.execute(user, threads, task);
        return Mono.defer(() -> timeLimiter.limit(deadline.left(), aggregates.call(aggregate, ofUser, work)));
    }

    /** The refusal of what was not done in time. */
    public static Refused late() {
        return Refused.unavailable("log-unavailable", "the change was not stored in time", RETRY_AFTER);
    }
}
