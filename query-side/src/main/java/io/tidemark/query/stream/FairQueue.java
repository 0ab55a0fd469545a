package io.tidemark.query.stream;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Limits how many reads run at once, first come first served. A read that waits holds no thread, and neither does a
 * client that is slow to take the result.
 */
class FairQueue implements AutoCloseable {

    private final ExecutorService threads;
    private final int atOnce;
    private final int maxWaiting;
    private final Set<Turn<?>> waiting = new LinkedHashSet<>();
    private int running;

    /** @param maxWaiting how many reads may wait; one more is refused */
    FairQueue(String name, int atOnce, int maxWaiting) {
        this(Executors.newFixedThreadPool(atOnce, new CustomizableThreadFactory(name + "-")), atOnce, maxWaiting);
    }

    FairQueue(ExecutorService threads, int atOnce, int maxWaiting) {
        this.threads = threads;
        this.atOnce = atOnce;
        this.maxWaiting = maxWaiting;
    }

    /** A read, and the receiver of its result or failure. */
    private record Turn<T>(Mono<T> read, MonoSink<T> sink) {

        void run() {
            try {
                read.subscribe(sink::success, sink::error, sink::success);
            } catch (Throwable fatal) { // Reactor does not pass on fatal errors.
                sink.error(fatal);
                throw fatal;
            }
        }
    }

    /** Runs the read when its turn comes. Cancelling it before that removes it from the queue. */
    <T> Mono<T> take(Mono<T> read) {
        return Mono.create(sink -> {
            var turn = new Turn<>(read, sink);
            sink.onDispose(() -> leave(turn));
            if (!enter(turn)) {
                sink.error(new RejectedExecutionException("too many reads are waiting for a turn"));
            }
        });
    }

    private synchronized boolean enter(Turn<?> turn) {
        if (running == atOnce) {
            return waiting.size() < maxWaiting && waiting.add(turn);
        }
        start(turn);
        return true;
    }

    private synchronized void leave(Turn<?> turn) {
        waiting.remove(turn);
    }

    /** If no thread can be started, the read fails at once. */
    private synchronized void start(Turn<?> turn) {
        running++;
        try {
            threads.execute(() -> serve(turn));
        } catch (RejectedExecutionException | Error failure) {
            running--;
            turn.sink().error(failure);
        }
    }

    private void serve(Turn<?> turn) {
        try {
            turn.run();
        } finally {
            next();
        }
    }

    private synchronized void next() {
        running--;
        while (running < atOnce && !waiting.isEmpty()) {
            var first = waiting.iterator().next();
            waiting.remove(first);
            start(first);
        }
    }

    synchronized int running() {
        return running;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
