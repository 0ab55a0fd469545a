package io.tidemark.standalone;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
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
