package io.tidemark.edge.limit;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Work whose result goes to a sink. Disposing of it skips the work if it has not begun. */
final class AwaitedTask<T> implements FairShares.Task, Disposable {

    private enum Phase {
        WAITING,
        BEGUN,
        GIVEN_UP
    }

    private final Callable<T> work;
    private final MonoSink<T> sink;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);

    AwaitedTask(Callable<T> work, MonoSink<T> sink) {
        this.work = work;
        this.sink = sink;
    }

    @Override
    public void run() {
        if (phase.compareAndSet(Phase.WAITING, Phase.BEGUN)) {
            // One signal only: a second one takes away a result that is not requested yet.
            Mono.fromCallable(work)
                    .singleOptional()
                    .subscribe(result -> sink.success(result.orElse(null)), sink::error);
        }
    }

    @Override
    public void refuse(RuntimeException why) {
        if (phase.compareAndSet(Phase.WAITING, Phase.GIVEN_UP)) {
            sink.error(why);
        }
    }

    @Override
    public boolean isWanted() {
        return phase.get() == Phase.WAITING;
    }

    @Override
    public void dispose() {
        phase.compareAndSet(Phase.WAITING, Phase.GIVEN_UP);
    }
}
