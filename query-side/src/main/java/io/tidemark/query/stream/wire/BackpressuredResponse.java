package io.tidemark.query.stream.wire;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Writes a long answer at the client's pace: the next chunk is made only when the one before is on its way. */
public final class BackpressuredResponse {

    private BackpressuredResponse() {}

    /** Asks for one chunk at a time and holds none. */
    public static Mono<Void> write(ServerHttpResponse response, Flux<byte[]> chunks) {
        var buffers = chunks.map(response.bufferFactory()::wrap);
        return response.writeAndFlushWith(
                SingleRequestSubscriber.of(buffers, written(RequestDetacher.client(response))));
    }

    /** The same, of chunks that never fail and may come for a long time. */
    public static Mono<Void> stream(ServerHttpResponse response, Flux<byte[]> chunks) {
        var client = RequestDetacher.client(response);
        return RequestDetacher.to(
                response,
                client.sendHeaders()
                        .then(Mono.fromRunnable(() -> forgetHeaders(client)))
                        .then(ChunkWriter.write(chunks, client))
                        .then());
    }

    /** All that is left to do with them is to know how the answer ends. They would be held for as long as it lasts. */
    private static void forgetHeaders(HttpServerResponse client) {
        keepOnly(HttpHeaderNames.TRANSFER_ENCODING, client.responseHeaders());
        if (client instanceof HttpServerRequest request) {
            keepOnly(HttpHeaderNames.CONNECTION, request.requestHeaders());
        }
    }

    private static void keepOnly(CharSequence name, HttpHeaders headers) {
        var value = headers.get(name);
        headers.clear();
        if (value != null) {
            headers.set(name, value);
        }
    }

    /**
     * Completes when all that was sent to the client so far is in the hands of the operating system. Netty by itself takes
     * a hundred chunks more, and keeps them outside of the heap.
     */
    private static Mono<Void> written(HttpServerResponse client) {
        return Mono.create(sink -> client.withConnection(connection ->
                connection.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> sink.success())));
    }
}
