package io.tidemark.standalone;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Sends so many requests at once, until it is closed. Together they are at most a few hundred a second: the attacker runs on
 * the server's machine, and more would take the processors instead of the server's resources.
 */
final class Flood implements AutoCloseable {

    private static final int MOST_PER_SECOND = 500;

    private final Supplier<CompletableFuture<Integer>> request;
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Phaser open = new Phaser(1);
    private final Executor later;
    private volatile boolean over;

    /** @param request sends one and completes with the status of its answer */
    Flood(int atOnce, Supplier<CompletableFuture<Integer>> request) {
        this.request = request;
        this.later = CompletableFuture.delayedExecutor(atOnce * 1_000L / MOST_PER_SECOND, TimeUnit.MILLISECONDS);
        for (int nth = 0; nth < atOnce; nth++) {
            open.register();
            send();
        }
    }

    private void send() {
        var unused = request.get().whenComplete((status, failure) -> {
            answers.computeIfAbsent(failure == null ? status.toString() : "broken", first -> new LongAdder())
                    .increment();
            if (over) {
                open.arriveAndDeregister();
            } else {
                later.execute(this::send);
            }
        });
    }

    /** How many answers had each status. */
    Map<String, LongAdder> answers() {
        return new TreeMap<>(answers);
    }

    /** Ends it, and waits for what was sent. */
    @Override
    public void close() {
        over = true;
        open.arriveAndAwaitAdvance();
    }
}
