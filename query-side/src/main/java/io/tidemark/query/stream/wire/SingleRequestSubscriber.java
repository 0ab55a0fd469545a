package io.tidemark.query.stream.wire;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Requests the next element of a source only when the one before is handled. Reactor's own operators request a few
 * more, which a stalled connection would hold.
 */
class SingleRequestSubscriber<T> extends BaseSubscriber<T> {

    private final AtomicReference<@Nullable MonoSink<T>> waiting = new AtomicReference<>();
    private volatile boolean ended;

    /**
     * Wraps each element in a publisher of its own. Subscribing to that publisher requests the element.
     *
     * @param dealtWith completes when everything emitted before is handled
     */
    static <T> Flux<Mono<T>> of(Flux<T> source, Mono<Void> dealtWith) {
        return Flux.defer(() -> {
            var elements = new SingleRequestSubscriber<T>();
            source.subscribe(elements);
            var next = dealtWith.then(Mono.create(elements::next)); // One for all: the writer takes many in advance.
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
        // Requests nothing yet.
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
