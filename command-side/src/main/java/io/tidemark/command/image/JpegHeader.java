package io.tidemark.command.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The beginning of a JPEG: the start, and segments up to the frame header, which says how large it is. */
final class JpegHeader {

    private static final int START = 0xFFD8;
    private static final int FILL = 0xFF;
    private static final int NONE = 0;

    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int RESERVED = 0xC8;
    private static final int ARITHMETIC_CODING = 0xCC;
    private static final int FIRST_RESTART = 0xD0;
    private static final int SCAN = 0xDA;

    private final DataInputStream content;

    private JpegHeader(InputStream content) {
        this.content = new DataInputStream(content);
    }

    static Optional<ImageHeader> read(InputStream content) throws IOException {
        try {
            return new JpegHeader(content).read();
        } catch (EOFException cutOff) {
            return Optional.empty();
        }
    }

    private Optional<ImageHeader> read() throws IOException {
        int marker = content.readUnsignedShort() == START ? nextMarker() : NONE;
        while (beginsSegment(marker)) {
            int length = content.readUnsignedShort();
            if (length < Short.BYTES) {
                return Optional.empty();
            }
            if (beginsFrame(marker)) {
                return frame();
            }
            content.skipNBytes(length - Short.BYTES);
            marker = nextMarker();
        }
        return Optional.empty();
    }

    /** Any number of fill bytes may stand before a marker. */
    private int nextMarker() throws IOException {
        int next = content.readUnsignedByte();
        if (next != FILL) {
            return NONE;
        }
        while (next == FILL) {
            next = content.readUnsignedByte();
        }
        return next;
    }

    /** From the restarts to the scan are those without a segment, and those behind which it is too late for a frame. */
    private static boolean beginsSegment(int marker) {
        return marker >= FIRST_FRAME && (marker < FIRST_RESTART || marker > SCAN);
    }

    private static boolean beginsFrame(int marker) {
        return marker <= LAST_FRAME && marker != HUFFMAN_TABLES && marker != RESERVED && marker != ARITHMETIC_CODING;
    }

    private Optional<ImageHeader> frame() throws IOException {
        content.readUnsignedByte(); // How many bits a sample has.
        int height = content.readUnsignedShort();
        int width = content.readUnsignedShort();
        return Optional.of(new ImageHeader(ImageType.JPEG, width, height));
    }
}
