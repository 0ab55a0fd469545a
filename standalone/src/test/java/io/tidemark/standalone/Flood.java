package io.tidemark.standalone;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Sends so many requests at once, each as soon as one before it is answered, until it is closed. */
final class Flood implements AutoCloseable {

    private final Supplier<CompletableFuture<Integer>> request;
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Phaser open = new Phaser(1);
    private volatile boolean over;

    /** @param request sends one and completes with the status of its answer */
    Flood(int atOnce, Supplier<CompletableFuture<Integer>> request) {
        this.request = request;
        for (int nth = 0; nth < atOnce; nth++) {
            open.register();
            send();
        }
    }

    private void send() {
        request.get().whenComplete((status, failure) -> {
            answers.computeIfAbsent(failure == null ? status.toString() : "broken", first -> new LongAdder())
                    .increment();
            if (over) {
                open.arriveAndDeregister();
            } else {
                send();
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
