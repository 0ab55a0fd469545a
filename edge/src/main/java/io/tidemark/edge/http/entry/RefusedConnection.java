package io.tidemark.edge.http.entry;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** Answers a connection with a 503 and closes it, whatever it was going to ask. */
class RefusedConnection extends ChannelInboundHandlerAdapter {

    private static final byte[] ANSWER = answer().getBytes(StandardCharsets.US_ASCII);

    private static String answer() {
        var body = new WireProblem(503, "Service Unavailable", "busy", "too many connections are open").body();
        return """
                HTTP/1.1 503 Service Unavailable\r
                Content-Type: application/problem+json\r
                Content-Length: %s\r
                Retry-After: 1\r
                Connection: close\r
                \r
                %s""".formatted(body.length(), body);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(false);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var unused = context.writeAndFlush(Unpooled.wrappedBuffer(ANSWER)).addListener(ChannelFutureListener.CLOSE);
    }
}
