package io.tidemark.command.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What an image says of itself before its pixels. Nothing is decoded to find it out. */
record ImageHeader(ImageType type, long width, long height) {

    /** In so many bytes PNG and WebP say how large they are. A JPEG may have much before it does. */
    private static final int HEAD_BYTES = 33;

    private static final int PNG_BEGINS = 0x89504E47;
    private static final int RIFF_BEGINS = 0x52494646;
    private static final int JPEG_BEGINS = 0xFFD8;

    /** How many pixels a program has that shows it. */
    long pixels() {
        return width * height;
    }

    /** Reads as much of a file as tells what it is; empty if that is no image of a type that is kept, or one without area. */
    static Optional<ImageHeader> read(InputStream content, long length) throws IOException {
        var bytes = content.readNBytes(HEAD_BYTES);
        if (bytes.length < Integer.BYTES) {
            return Optional.empty();
        }
        return read(ByteBuffer.wrap(bytes), length, new SequenceInputStream(new ByteArrayInputStream(bytes), content))
                .filter(header -> header.width > 0 && header.height > 0);
    }

    private static Optional<ImageHeader> read(ByteBuffer head, long length, InputStream whole) throws IOException {
        int begin = head.getInt(0);
        if (begin == PNG_BEGINS) {
            return PngHeader.read(head);
        }
        if (begin == RIFF_BEGINS) {
            return WebpHeader.read(head, length);
        }
        return begin >>> Short.SIZE == JPEG_BEGINS ? JpegHeader.read(whole) : Optional.empty();
    }
}
