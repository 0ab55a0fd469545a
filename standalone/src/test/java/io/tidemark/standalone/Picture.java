package io.tidemark.standalone;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Real pictures of one colour. */
final class Picture {

    private Picture() {}

    static byte[] png(int colour) {
        return drawn("png", colour);
    }

    static byte[] jpeg(int colour) {
        return drawn("jpg", colour);
    }

    static byte[] webp() {
        return Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=");
    }

    /** One that is as large as that, by what stands behind its end. */
    static byte[] pngOf(int size) {
        return Arrays.copyOf(png(0), size);
    }

    /** A PNG of 74 bytes that says that it is so large. */
    static byte[] pngOfSize(int width, int height) {
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        var picture = new ByteArrayOutputStream();
        picture.writeBytes(ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array());
        picture.writeBytes(chunk("IHDR", header.array()));
        picture.writeBytes(chunk("IDAT", new byte[17]));
        picture.writeBytes(chunk("IEND", new byte[0]));
        return picture.toByteArray();
    }

    private static byte[] chunk(String name, byte[] content) {
        var named = ByteBuffer.allocate(4 + content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        var sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(8 + named.length)
                .putInt(content.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    /** The same JPEG with two fill bytes before its first marker. */
    static byte[] withFillBytes(byte[] jpeg) {
        return ByteBuffer.allocate(jpeg.length + 2)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFF)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static byte[] drawn(String format, int colour) {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 1, 1, new int[] {colour}, 0, 1);
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
