package io.tidemark.edge.limit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Gives each key its share of a pool: at most so many of its tasks are in the pool at once. Its further tasks wait here
 * in their order, and hold no thread. When a task ends, the next one of its key goes to the tail of the pool, behind
 * the tasks of other keys. A task that finds too many waiting is refused.
 *
 * <p>A task ends when its work ends, also if the caller has stopped waiting before. Shares can be nested: the pool of
 * the outer one passes its tasks on to the inner one.
 */
public final class FairShares {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int maxRunning;
    private final int maxWaiting;
    private final String refusal;
    private final Map<Object, Share> shares = new HashMap<>();
    private @Nullable Patience patience;
    private int waiting;
    private long refused;

    /**
     * @param maxRunning how many tasks of one key are in the pool at once
     * @param maxWaiting how many more tasks of it may wait
     * @param refusal the text of the refusal
     */
    public FairShares(int maxRunning, int maxWaiting, String refusal) {
        this.maxRunning = maxRunning;
        this.maxWaiting = maxWaiting;
        this.refusal = refusal;
    }

    /** How long a call waits here, and what it fails with then. */
    private record Patience(Duration time, Supplier<Refused> late) {}

    /** Takes tasks to run. Throws if it takes no more. */
    @FunctionalInterface
    public interface Pool {

        void execute(Task task);
    }

    /** Work that may have to wait. It is either run or refused, once. */
    public interface Task extends Runnable {

        /** Called instead of {@code run}, also when nobody wants the task any more. */
        void refuse(RuntimeException why);

        /** Whether somebody still waits for its result. */
        boolean isWanted();
    }

    /** The tasks of a key. */
    private static final class Share {

        private int running;
        private final Queue<Turn> waiting = new ArrayDeque<>(1);
    }

    /** A task in its share. */
    private final class Turn implements Task {

        private final Object key;
        private final Pool pool;
        private final Task task;

        Turn(Object key, Pool pool, Task task) {
            this.key = key;
            this.pool = pool;
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
            } finally {
                passOn(key);
            }
        }

        @Override
        public void refuse(RuntimeException why) {
            try {
                task.refuse(why);
            } finally {
                passOn(key);
            }
        }

        @Override
        public boolean isWanted() {
            return task.isWanted();
        }

        /** Whether it is in the pool now. If not, it was refused. */
        boolean begins() {
            if (!task.isWanted()) {
                task.refuse(busy());
                return false;
            }
            try {
                pool.execute(this);
                return true;
            } catch (RejectedExecutionException | Refused full) {
                task.refuse(full);
                return false;
            }
        }
    }

    /** A call that had to wait here fails if it has not begun after that time. */
    public FairShares patient(Duration time, Supplier<Refused> late) {
        patience = new Patience(time, late);
        return this;
    }

    /** Meters how many tasks wait, and how many were refused. */
    public FairShares metered(String name, MeterRegistry meters) {
        Gauge.builder(name + ".waiting", this, FairShares::waiting)
                .description("waiting because their user or resource has its share")
                .register(meters);
        FunctionCounter.builder(name + ".refused", this, FairShares::refused)
                .description("refused because too many of their user or resource wait")
                .register(meters);
        return this;
    }

    public synchronized int waiting() {
        return waiting;
    }

    private synchronized long refused() {
        return refused;
    }

    /** How many keys have a task, running or waiting. */
    synchronized int keys() {
        return shares.size();
    }

    /**
     * Runs blocking work in the share of a key. It is skipped if nobody waits for it when its turn comes. Work that has
     * begun goes on, and keeps its share until it ends.
     */
    public <T> Mono<T> call(Object key, Pool pool, Callable<T> work) {
        return Mono.create(sink -> {
            var task = new AwaitedTask<>(work, sink);
            sink.onCancel(task);
            try {
                if (!execute(key, pool, task) && patience != null) {
                    sink.onDispose(timer(task, patience));
                }
            } catch (RejectedExecutionException | Refused full) {
                sink.error(full);
            }
        });
    }

    private static Disposable timer(Task task, Patience patience) {
        return Schedulers.parallel()
                .schedule(
                        () -> task.refuse(patience.late().get()),
                        patience.time().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /**
     * Passes a task to the pool, now or when its turn comes.
     *
     * @return whether it goes to the pool now; otherwise it waits
     * @throws Refused if too many wait already
     */
    public boolean execute(Object key, Pool pool, Task task) {
        var turn = new Turn(key, pool, task);
        if (!takesShare(turn)) {
            return false;
        }
        boolean taken = false;
        try {
            pool.execute(turn);
            taken = true;
        } finally {
            if (!taken) {
                passOn(key);
            }
        }
        return true;
    }

    private synchronized boolean takesShare(Turn turn) {
        var share = shares.computeIfAbsent(turn.key, key -> new Share());
        if (share.running < maxRunning) {
            share.running++;
            return true;
        }
        if (share.waiting.size() >= maxWaiting) {
            refused++;
            throw busy();
        }
        share.waiting.add(turn);
        waiting++;
        return false;
    }

    /** Gives the place of a task that ended to the next one of its key. */
    private void passOn(Object key) {
        var next = next(key);
        while (next != null && !next.begins()) {
            next = next(key);
        }
    }

    /** The next task of the key, which has its place now; null if none waits: then the place is free. */
    private synchronized @Nullable Turn next(Object key) {
        var share = shares.get(key);
        if (share == null) {
            throw new IllegalStateException("a task ended twice");
        }
        var next = share.waiting.poll();
        if (next != null) {
            waiting--;
        } else if (--share.running == 0) {
            shares.remove(key);
        }
        return next;
    }

    private Refused busy() {
        return Refused.unavailable("busy", refusal, RETRY_AFTER);
    }
}
