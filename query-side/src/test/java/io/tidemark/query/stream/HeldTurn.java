package io.tidemark.query.stream;

import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Mono;

/** Keeps a node's only turn to read a page, or to decide about a cursor, until it is released. */
final class HeldTurn implements AutoCloseable {

    private final Turns turns;
    private final CountDownLatch gate = new CountDownLatch(1);

    private HeldTurn(Turns turns) {
        this.turns = turns;
    }

    static HeldTurn of(QueryNode node) {
        return of(node.bean("catchUpTurns", Turns.class));
    }

    static HeldTurn ofVerdicts(QueryNode node) {
        return of(node.bean("verdictTurns", Turns.class));
    }

    private static HeldTurn of(Turns turns) {
        var held = new HeldTurn(turns);
        var unused = turns.take(Mono.fromCallable(() -> {
                    held.gate.await();
                    return true;
                }))
                .toFuture();
        await().until(() -> turns.running() == 1);
        return held;
    }

    /** Waits until so many wait for it. */
    void awaitWaiting(int number) {
        await().until(() -> turns.waiting() == number);
    }

    void release() {
        gate.countDown();
    }

    @Override
    public void close() {
        release();
    }
}
