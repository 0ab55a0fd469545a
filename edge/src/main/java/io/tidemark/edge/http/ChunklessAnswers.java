package io.tidemark.edge.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Takes the chunks off what an HTTP/1.0 client is answered: it does not know them. Such an answer ends with its connection,
 * which Reactor Netty closes when the answer tells no length.
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
