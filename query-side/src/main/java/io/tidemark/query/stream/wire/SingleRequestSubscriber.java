package io.tidemark.query.stream.wire;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Asks a source for its next element only when the one before has been dealt with. Reactor's own operators always ask for
 * a few more, which a stalled connection would hold.
 */
class SingleRequestSubscriber<T> extends BaseSubscriber<T> {

    private final AtomicReference<@Nullable MonoSink<T>> waiting = new AtomicReference<>();
    private volatile boolean ended;

    /**
     * The source as a flux of its elements one by one: each is asked for when its own publisher is subscribed to.
     *
     * @param dealtWith completes when all that was emitted before has been dealt with
     */
    static <T> Flux<Mono<T>> of(Flux<T> source, Mono<Void> dealtWith) {
        return Flux.defer(() -> {
            var elements = new SingleRequestSubscriber<T>();
            source.subscribe(elements);
            var next = dealtWith.then(Mono.create(elements::next)); // One for all: whoever writes takes many ahead.
            return Flux.<Mono<T>>generate(sink -> {
                        if (elements.ended) {
                            sink.complete();
                        } else {
                            sink.next(next);
                        }
                    })
                    .doFinally(signal -> elements.dispose());
        });
    }

    private void next(MonoSink<T> sink) {
        waiting.set(sink);
        if (ended) {
            answer(null);
        } else {
            request(1);
        }
    }

    private void answer(@Nullable T element) {
        var sink = waiting.getAndSet(null);
        if (sink != null) {
            if (element == null) {
                sink.success();
            } else {
                sink.success(element);
            }
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        // Nothing is asked for yet.
    }

    @Override
    protected void hookOnNext(T element) {
        answer(element);
    }

    @Override
    protected void hookOnComplete() {
        ended = true;
        answer(null);
    }

    @Override
    protected void hookOnError(Throwable failure) {
        ended = true;
        var sink = waiting.getAndSet(null);
        if (sink != null) {
            sink.error(failure);
        }
    }
}
