package io.tidemark.query.stream;

import io.netty.util.AttributeKey;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.server.HttpServerResponse;
import reactor.util.context.Context;

/**
 * Lets a stream go on without the filters that let it in: all of them, and whatever belongs to the request, would be held for
 * as long as it lasts, which is most of what a quiet stream would need.
 */
@Component
class Handover implements HttpHandlerDecoratorFactory {

    private static final AttributeKey<Mono<Void>> STREAM = AttributeKey.valueOf(Handover.class, "stream");

    /** What whoever answers a request returns, for the stream to begin when the filters are done, under their headers. */
    static Mono<Void> to(ServerHttpResponse response, Mono<Void> stream) {
        return Mono.fromRunnable(() -> client(response)
                .withConnection(connection -> connection.channel().attr(STREAM).set(stream)));
    }

    static HttpServerResponse client(ServerHttpResponse response) {
        return ServerHttpResponseDecorator.getNativeResponse(response);
    }

    @Override
    public HttpHandler apply(HttpHandler filters) {
        return (request, response) -> HttpMethod.GET.equals(request.getMethod())
                ? Mono.create(new Entry(filters.handle(request, response), request, client(response)))
                : filters.handle(request, response);
    }

    private static final class Entry implements Consumer<MonoSink<Void>> {

        private final ServerHttpRequest request;
        private final HttpServerResponse client;
        private @Nullable Mono<Void> filters;

        Entry(Mono<Void> filters, ServerHttpRequest request, HttpServerResponse client) {
            this.filters = filters;
            this.request = request;
            this.client = client;
        }

        @Override
        public void accept(MonoSink<Void> sink) {
            var first = Objects.requireNonNull(filters);
            filters = null; // It leads to all that is to be let go.
            var current = Disposables.swap();
            sink.onDispose(current);
            run(first, current, sink, () -> goOn(current, sink));
        }

        private void goOn(Disposable.Swap current, MonoSink<Void> sink) {
            client.withConnection(connection -> {
                var stream = connection.channel().attr(STREAM).getAndSet(null);
                if (stream == null) {
                    sink.success();
                } else {
                    letGo();
                    run(stream, current, sink, sink::success);
                }
            });
        }

        /** The server itself holds the request until it is answered, and that led to all the rest by its attributes. */
        private void letGo() {
            if (request instanceof AbstractServerHttpRequest held) {
                held.setAttributesSupplier(Map::of);
            }
        }

        private static void run(Mono<Void> part, Disposable.Swap current, MonoSink<Void> sink, Runnable then) {
            var running = new BaseSubscriber<Void>() {
                @Override
                public Context currentContext() {
                    return Context.of(sink.contextView());
                }

                @Override
                protected void hookOnComplete() {
                    then.run();
                }

                @Override
                protected void hookOnError(Throwable failure) {
                    sink.error(failure);
                }
            };
            current.update(running);
            part.subscribe(running);
        }
    }
}
