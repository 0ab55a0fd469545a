package io.tidemark.query.stream.wire;

import io.netty.util.AttributeKey;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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
 * Lets a stream go on after the filters of its request. The filters and the request would stay in memory as long as the
 * stream, and would be most of the memory of a quiet one.
 */
@Component
class RequestDetacher implements HttpHandlerDecoratorFactory {

    private static final AttributeKey<Mono<Void>> STREAM = AttributeKey.valueOf(RequestDetacher.class, "stream");

    /**
     * The result of a handler that streams. The stream starts when the filters are done, with the headers that they
     * set.
     */
    static Mono<Void> to(ServerHttpResponse response, Mono<Void> stream) {
        return Mono.fromRunnable(() -> client(response)
                .withConnection(connection -> connection.channel().attr(STREAM).set(stream)));
    }

    static HttpServerResponse client(ServerHttpResponse response) {
        return ServerHttpResponseDecorator.getNativeResponse(response);
    }

    @Override
    public HttpHandler apply(HttpHandler filters) {
        return (request, response) -> mayStream(request)
                ? Mono.create(new Entry(filters.handle(request, response), request, client(response)))
                : filters.handle(request, response);
    }

    /** Handlers of {@code GET} also handle {@code HEAD}. */
    private static boolean mayStream(ServerHttpRequest request) {
        return HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod());
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
            filters = null; // It refers to the objects that must not stay in memory.
            var current = Disposables.swap();
            sink.onDispose(current);
            run(first, current, sink, failure -> {
                var stream = stream();
                if (failure != null || stream == null || HttpMethod.HEAD.equals(request.getMethod())) {
                    end(sink, failure);
                } else {
                    letGo();
                    run(stream, current, sink, broken -> end(sink, broken));
                }
            });
        }

        /**
         * The stream, if the handler set one. Removes it, so that the connection does not keep it for its next
         * request.
         */
        private @Nullable Mono<Void> stream() {
            var stream = new AtomicReference<@Nullable Mono<Void>>();
            client.withConnection(
                    connection -> stream.set(connection.channel().attr(STREAM).getAndSet(null)));
            return stream.get();
        }

        private static void end(MonoSink<Void> sink, @Nullable Throwable failure) {
            if (failure == null) {
                sink.success();
            } else {
                sink.error(failure);
            }
        }

        /** The server holds the request until the response ends. Its attributes refer to all the rest. */
        private void letGo() {
            if (request instanceof AbstractServerHttpRequest held) {
                held.setAttributesSupplier(Map::of);
            }
        }

        private static void run(
                Mono<Void> part, Disposable.Swap current, MonoSink<Void> sink, Consumer<@Nullable Throwable> then) {
            var running = new BaseSubscriber<Void>() {
                @Override
                public Context currentContext() {
                    return Context.of(sink.contextView());
                }

                @Override
                protected void hookOnComplete() {
                    then.accept(null);
                }

                @Override
                protected void hookOnError(Throwable failure) {
                    then.accept(failure);
                }
            };
            current.update(running);
            part.subscribe(running);
        }
    }
}
