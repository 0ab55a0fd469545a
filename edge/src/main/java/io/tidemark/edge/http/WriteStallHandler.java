package io.tidemark.edge.http;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Closes the connection of a client that accepts no byte for too long. A slow client that accepts some bytes stays.
 */
class WriteStallHandler extends ChannelDuplexHandler {

    /** How often a connection is checked within its time-out. */
    private static final int LOOKS = 10;

    /**
     * The bounds of one kind of answer.
     *
     * @param timeout how long the client may accept no byte
     * @param closed counts the closed connections
     */
    record Limit(Duration timeout, Counter closed) {}

    private final Limit streams;
    private final Limit others;
    private Limit limit;
    private @Nullable Future<?> nextLook;
    private int looksInVain;
    private long left;

    WriteStallHandler(Limit streams, Limit others) {
        this.streams = streams;
        this.others = others;
        this.limit = others;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            limit = isStream(response) ? streams : others;
        }
        looksInVain = 0;
        super.write(context, message, promise);
    }

    private static boolean isStream(HttpResponse response) {
        var type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        return type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    @Override
    public void flush(ChannelHandlerContext context) throws Exception {
        super.flush(context);
        left = leftToTake(context);
        if (nextLook == null && left > 0) {
            lookAgain(context);
        }
    }

    private void lookAgain(ChannelHandlerContext context) {
        nextLook = context.executor()
                .schedule(() -> look(context), limit.timeout().toMillis() / LOOKS, TimeUnit.MILLISECONDS);
    }

    private void look(ChannelHandlerContext context) {
        long leftNow = leftToTake(context);
        nextLook = null;
        looksInVain = leftNow == left ? looksInVain + 1 : 0;
        left = leftNow;
        if (looksInVain >= LOOKS) {
            limit.closed().increment();
            var unused = context.close();
        } else if (leftNow > 0) {
            lookAgain(context);
        }
    }

    /** The bytes that the operating system has not accepted yet. */
    private static long leftToTake(ChannelHandlerContext context) {
        var outbound = context.channel().unsafe().outboundBuffer();
        return outbound == null ? 0 : outbound.totalPendingWriteBytes() - outbound.currentProgress();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (nextLook != null) {
            nextLook.cancel(false);
        }
        super.channelInactive(context);
    }
}
