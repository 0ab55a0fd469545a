package io.tidemark.edge.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/** Writes encoded chunks past Netty's encoder. If there is no memory for a chunk, its write fails. */
class EncodedChunks extends ChannelOutboundHandlerAdapter {

    private @Nullable ChannelHandlerContext encoder;
    private boolean isChunked = true;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        encoder = context.pipeline().context(NettyPipeline.HttpCodec);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            isChunked = HttpUtil.isTransferEncodingChunked(response);
        }
        if (message instanceof EncodedChunk chunk && encoder != null) {
            var wire = isChunked ? chunk.onTheWire(context.alloc()) : chunk.content();
            var unused = encoder.write(wire, promise);
        } else {
            super.write(context, message, promise);
        }
    }
}
