package io.tidemark.query.stream;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import reactor.core.publisher.Mono;

/**
 * Lets so many reads run at once, first come first served. A turn lasts while it reads: neither who waits for one nor who is
 * slow to take what was read holds a thread.
 */
class Turns implements AutoCloseable {

    private final ExecutorService threads;
    private final int atOnce;
    private final int maxWaiting;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int running;

    /** @param maxWaiting how many may wait; one more is refused */
    Turns(String name, int atOnce, int maxWaiting) {
        this.threads = Executors.newFixedThreadPool(atOnce, new CustomizableThreadFactory(name + "-"));
        this.atOnce = atOnce;
        this.maxWaiting = maxWaiting;
    }

    /** The read, when it is its turn; whoever goes away before leaves the queue. */
    <T> Mono<T> take(Mono<T> read) {
        return Mono.create(sink -> {
            Runnable turn = () -> read.subscribe(sink::success, sink::error, sink::success);
            sink.onDispose(() -> leave(turn));
            if (!enter(turn)) {
                sink.error(new RejectedExecutionException("too many wait for their turn"));
            }
        });
    }

    private synchronized boolean enter(Runnable turn) {
        if (running == atOnce) {
            return waiting.size() < maxWaiting && waiting.add(turn);
        }
        running++;
        threads.execute(() -> serve(turn));
        return true;
    }

    private synchronized void leave(Runnable turn) {
        waiting.remove(turn);
    }

    private void serve(Runnable turn) {
        try {
            turn.run();
        } finally {
            next();
        }
    }

    private synchronized void next() {
        var turns = waiting.iterator();
        if (turns.hasNext()) {
            var first = turns.next();
            turns.remove();
            threads.execute(() -> serve(first));
        } else {
            running--;
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
