package io.tidemark.command.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The beginnings of pictures, made by hand. */
final class Pictures {

    private Pictures() {}

    static byte[] png() {
        var ihdr = ByteBuffer.allocate(17).put(text("IHDR")).putInt(1).putInt(1).put(new byte[] {8, 2, 0, 0, 0});
        var sum = new CRC32();
        sum.update(ihdr.array());
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put(ihdr.array())
                .putInt((int) sum.getValue())
                .array();
    }

    /** With a first segment of a size, its length among it. */
    static byte[] jpeg(int segment) {
        return ByteBuffer.allocate(4 + segment + 2)
                .putInt(0xFFD8FFE1)
                .putShort((short) segment)
                .put(new byte[segment - 2])
                .putShort((short) 0xFFDB)
                .array();
    }

    static byte[] webp(String chunk, int size) {
        return ByteBuffer.allocate(20 + size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(text("RIFF"))
                .putInt(12 + size)
                .put(text("WEBP"))
                .put(text(chunk))
                .putInt(size)
                .array();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] with(byte[] picture, int index, int value) {
        var changed = picture.clone();
        changed[index] = (byte) value;
        return changed;
    }

    static byte[] joined(byte[] first, byte[] second) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
