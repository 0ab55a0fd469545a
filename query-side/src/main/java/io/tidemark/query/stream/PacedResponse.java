package io.tidemark.query.stream;

import io.netty.buffer.Unpooled;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Writes a long answer at the client's pace: the next chunk is made only when the one before is on its way. */
public final class PacedResponse {

    private PacedResponse() {}

    /** Asks for one chunk at a time and holds none. */
    public static Mono<Void> write(ServerHttpResponse response, Flux<byte[]> chunks) {
        var buffers = chunks.map(response.bufferFactory()::wrap);
        return response.writeAndFlushWith(OneAtATime.of(buffers, written(Handover.client(response))));
    }

    /** The same, of chunks that never fail and may come for a long time. */
    static Mono<Void> stream(ServerHttpResponse response, Flux<byte[]> chunks) {
        var client = Handover.client(response);
        var buffers = chunks.map(Unpooled::wrappedBuffer);
        var paced = OneAtATime.of(buffers, written(client));
        return Handover.to(response, Mono.defer(() -> client.sendGroups(paced).then()));
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
