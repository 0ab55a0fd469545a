package io.tidemark.command.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The beginnings of pictures, made by hand. */
final class Pictures {

    private Pictures() {}

    static byte[] png(int width, int height) {
        var ihdr = ByteBuffer.allocate(17)
                .put(text("IHDR"))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0});
        var sum = new CRC32();
        sum.update(ihdr.array());
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put(ihdr.array())
                .putInt((int) sum.getValue())
                .array();
    }

    /** With a first segment of a size, its length among it, and a frame of 640 by 480 behind it. */
    static byte[] jpeg(int segment) {
        return ByteBuffer.allocate(4 + segment + 13)
                .putInt(0xFFD8FFE1)
                .putShort((short) segment)
                .put(new byte[segment - 2])
                .put(frame(640, 480))
                .array();
    }

    static byte[] frame(int width, int height) {
        return ByteBuffer.allocate(13)
                .putInt(0xFFC2000B)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .put(new byte[] {1, 0, 0, 0})
                .array();
    }

    static byte[] lossyWebp(int width, int height) {
        var frame = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(new byte[] {0x10, 0, 0, (byte) 0x9D, 1, 0x2A}).putShort((short) width);
        return webp("VP8 ", frame.putShort((short) height).array());
    }

    static byte[] losslessWebp(int width, int height) {
        var size = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x2F);
        return webp("VP8L", size.putInt((width - 1) | ((height - 1) << 14)).array());
    }

    static byte[] extendedWebp(int width, int height) {
        var size = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN).putInt(0);
        size.putInt(width - 1).position(7);
        return webp("VP8X", Arrays.copyOf(size.putInt(height - 1).array(), 10));
    }

    static byte[] webp(String chunk, byte[] content) {
        return ByteBuffer.allocate(20 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(text("RIFF"))
                .putInt(12 + content.length)
                .put(text("WEBP"))
                .put(text(chunk))
                .putInt(content.length)
                .put(content)
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

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
