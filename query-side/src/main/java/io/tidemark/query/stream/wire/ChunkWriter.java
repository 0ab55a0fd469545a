package io.tidemark.query.stream.wire;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.tidemark.edge.http.EncodedChunk;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Writes a stream's chunks, and requests each when the operating system has taken the one before. Reactor Netty's own
 * writer would request a hundred ahead. Its queues would be most of the memory of a quiet connection.
 */
final class ChunkWriter extends BaseSubscriber<byte[]> {

    private final Channel channel;
    private final MonoSink<Void> sink;

    private ChunkWriter(Channel channel, MonoSink<Void> sink) {
        this.channel = channel;
        this.sink = sink;
    }

    /** Writes to a client that has already received the headers. */
    static Mono<Void> write(Flux<byte[]> chunks, HttpServerResponse client) {
        return Mono.create(sink -> client.withConnection(connection -> {
            var writer = new ChunkWriter(connection.channel(), sink);
            sink.onDispose(writer);
            chunks.subscribe(writer);
        }));
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(1);
    }

    @Override
    protected void hookOnNext(byte[] chunk) {
        channel.writeAndFlush(new EncodedChunk(chunk)).addListener(this::written);
    }

    private void written(Future<?> write) {
        if (write.isSuccess()) {
            request(1);
        } else if (!isDisposed()) { // Otherwise the stream was cancelled.
            cancel();
            sink.error(write.cause());
        }
    }

    @Override
    protected void hookOnComplete() {
        sink.success();
    }

    @Override
    protected void hookOnError(Throwable failure) {
        sink.error(failure);
    }
}
