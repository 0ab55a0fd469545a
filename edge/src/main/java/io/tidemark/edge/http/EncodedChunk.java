package io.tidemark.edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * A chunk of a chunked answer that is not compressed, for which Netty's encoder is not needed: that would write its length, its
 * bytes and its end apart, with a promise each, which costs a connection that is sent a few hundred bytes as much again as to
 * send them.
 */
public final class EncodedChunk {

    private static final int CRLF = '\r' << 8 | '\n';
    private static final int AROUND = 12; // Eight digits at most, and two ends of lines.

    private final byte[] bytes;

    /** @param bytes one or more: none would end the answer. Nobody changes them */
    public EncodedChunk(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes alone, for an answer that has no chunks. */
    ByteBuf content() {
        return Unpooled.wrappedBuffer(bytes);
    }

    ByteBuf onTheWire(ByteBufAllocator allocator) {
        var wire = allocator.directBuffer(bytes.length + AROUND);
        wire.writeCharSequence(Integer.toHexString(bytes.length), StandardCharsets.US_ASCII);
        return wire.writeShort(CRLF).writeBytes(bytes).writeShort(CRLF);
    }
}
