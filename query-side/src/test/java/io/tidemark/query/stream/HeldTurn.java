package io.tidemark.query.stream;

import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Mono;

/** Keeps a node's only turn to read a page, until it is released. */
final class HeldTurn implements AutoCloseable {

    private final Turns catchUps;
    private final CountDownLatch gate = new CountDownLatch(1);

    private HeldTurn(Turns catchUps) {
        this.catchUps = catchUps;
    }

    static HeldTurn of(QueryNode node) {
        var held = new HeldTurn(node.bean("catchUpTurns", Turns.class));
        var unused = held.catchUps
                .take(Mono.fromCallable(() -> {
                    held.gate.await();
                    return true;
                }))
                .toFuture();
        await().until(() -> held.catchUps.running() == 1);
        return held;
    }

    /** Waits until so many wait for it. */
    void awaitWaiting(int number) {
        await().until(() -> catchUps.waiting() == number);
    }

    void release() {
        gate.countDown();
    }

    @Override
    public void close() {
        release();
    }
}
