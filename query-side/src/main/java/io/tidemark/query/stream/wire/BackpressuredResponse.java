package io.tidemark.query.stream.wire;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Writes a long response at the client's pace: the next chunk is produced only when the one before is sent. */
public final class BackpressuredResponse {

    private BackpressuredResponse() {}

    /** Requests one chunk at a time and holds none. */
    public static Mono<Void> write(ServerHttpResponse response, Flux<byte[]> chunks) {
        var buffers = chunks.map(response.bufferFactory()::wrap);
        return response.writeAndFlushWith(
                SingleRequestSubscriber.of(buffers, written(RequestDetacher.client(response))));
    }

    /** The same for a source that never fails and may last for a long time. */
    public static Mono<Void> stream(ServerHttpResponse response, Flux<byte[]> chunks) {
        var client = RequestDetacher.client(response);
        return RequestDetacher.to(
                response,
                client.sendHeaders()
                        .then(Mono.fromRunnable(() -> forgetHeaders(client)))
                        .then(ChunkWriter.write(chunks, client))
                        .then());
    }

    /** Drops all headers but those that decide how the response ends. They would stay in memory with the stream. */
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
     * Completes when the operating system has taken everything that was sent so far. Netty alone would take a hundred
     * more chunks, and keep them outside of the heap.
     */
    private static Mono<Void> written(HttpServerResponse client) {
        return Mono.create(sink -> client.withConnection(connection ->
                connection.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> sink.success())));
    }
}
