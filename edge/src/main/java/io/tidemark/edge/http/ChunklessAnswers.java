package io.tidemark.edge.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Removes the chunk encoding from answers to HTTP/1.0 clients, which do not know it. Such an answer ends with its
 * connection: Reactor Netty closes the connection if the answer has no length.
 */
class ChunklessAnswers extends ChannelDuplexHandler {

    private boolean knowsChunks = true;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            knowsChunks = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!knowsChunks && message instanceof HttpResponse response) {
            HttpUtil.setTransferEncodingChunked(response, false);
        }
        super.write(context, message, promise);
    }
}
