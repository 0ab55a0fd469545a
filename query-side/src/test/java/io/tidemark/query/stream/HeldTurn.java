package io.tidemark.query.stream;

import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Mono;

/** Keeps a node's only turn to read a page, or to decide about a cursor, until it is released. */
final class HeldTurn implements AutoCloseable {

    private final FairQueue queue;
    private final CountDownLatch gate = new CountDownLatch(1);

    private HeldTurn(FairQueue queue) {
        this.queue = queue;
    }

    static HeldTurn of(QueryNode node) {
        return of(node.bean("catchUpQueue", FairQueue.class));
    }

    static HeldTurn ofVerdicts(QueryNode node) {
        return of(node.bean("resumeQueue", FairQueue.class));
    }

    private static HeldTurn of(FairQueue queue) {
        var held = new HeldTurn(queue);
        var unused = queue.take(Mono.fromCallable(() -> {
                    held.gate.await();
                    return true;
                }))
                .toFuture();
        await().until(() -> queue.running() == 1);
        return held;
    }

    /** Waits until so many wait for it. */
    void awaitWaiting(int number) {
        await().until(() -> queue.waiting() == number);
    }

    void release() {
        gate.countDown();
    }

    @Override
    public void close() {
        release();
    }
}
