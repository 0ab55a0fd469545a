package io.tidemark.edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * A chunk of an uncompressed chunked answer, encoded without Netty's encoder. Netty would write the length, the bytes
 * and the end separately, with a promise each. For a few hundred bytes, that doubles the cost.
 */
public final class EncodedChunk {

    private static final int CRLF = '\r' << 8 | '\n';
    private static final int AROUND = 12; // At most eight digits, and two line ends.

    private final byte[] bytes;

    /** @param bytes not empty: an empty chunk would end the answer. Must not be changed */
    public EncodedChunk(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Only the bytes, for an answer without chunks. */
    ByteBuf content() {
        return Unpooled.wrappedBuffer(bytes);
    }

    ByteBuf onTheWire(ByteBufAllocator allocator) {
        var wire = allocator.directBuffer(bytes.length + AROUND);
        wire.writeCharSequence(Integer.toHexString(bytes.length), StandardCharsets.US_ASCII);
        return wire.writeShort(CRLF).writeBytes(bytes).writeShort(CRLF);
    }
}
