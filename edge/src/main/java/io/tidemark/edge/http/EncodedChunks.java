package io.tidemark.edge.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/** Encodes chunks that need no encoder, and leads them around it. Where there is no memory for one, its write fails. */
class EncodedChunks extends ChannelOutboundHandlerAdapter {

    private @Nullable ChannelHandlerContext encoder;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        encoder = context.pipeline().context(NettyPipeline.HttpCodec);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof EncodedChunk chunk && encoder != null) {
            var unused = encoder.write(chunk.onTheWire(context.alloc()), promise);
        } else {
            super.write(context, message, promise);
        }
    }
}
