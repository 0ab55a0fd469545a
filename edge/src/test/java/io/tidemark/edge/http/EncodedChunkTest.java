package io.tidemark.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.NettyPipeline;

class EncodedChunkTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    EncodedChunkTest() {
        channel.pipeline()
                .addLast(NettyPipeline.HttpCodec, new HttpServerCodec())
                .addLast(new EncodedChunks());
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setTransferEncodingChunked(response, true);
        channel.writeOutbound(response);
        sent();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 300, 70_000})
    void is_the_same_on_the_wire_as_one_that_the_encoder_makes(int length) {
        var bytes = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        channel.writeOutbound(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
        var expected = sent();
        channel.writeOutbound(new EncodedChunk(bytes));
        assertThat(sent()).isEqualTo(expected).contains("x".repeat(length));
    }

    @Test
    void is_one_buffer_and_the_answer_ends_as_ever_behind_it() {
        channel.writeOutbound(new EncodedChunk(new byte[] {'x'}));
        assertThat(channel.outboundMessages()).hasSize(1);
        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(sent()).isEqualTo("1\r\nx\r\n0\r\n\r\n");
    }

    /** It must not be lost without a word: whoever wrote it asks for the next when it is written. */
    @Test
    void fails_where_there_is_no_memory_for_it() {
        channel.config().setAllocator(new AbstractByteBufAllocator() {
            @Override
            protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
                throw new OutOfMemoryError("heap");
            }

            @Override
            protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
                throw new OutOfMemoryError("direct");
            }

            @Override
            public boolean isDirectBufferPooled() {
                return false;
            }
        });
        var write = channel.writeAndFlush(new EncodedChunk(new byte[] {'x'}));
        assertThat(write.cause()).isInstanceOf(OutOfMemoryError.class);
    }

    private String sent() {
        var all = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return all.toString();
    }
}
