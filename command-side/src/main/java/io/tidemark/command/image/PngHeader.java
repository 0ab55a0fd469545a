package io.tidemark.command.image;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/** The beginning of a PNG: the signature, and a whole IHDR chunk with the right check sum. */
final class PngHeader {

    private static final int BYTES = 33;
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int IHDR = 0x49484452;
    private static final int IHDR_BYTES = 13;

    private PngHeader() {}

    static Optional<ImageHeader> read(ByteBuffer head) {
        return isWhole(head)
                ? Optional.of(new ImageHeader(ImageType.PNG, head.getInt(16), head.getInt(20)))
                : Optional.empty();
    }

    private static boolean isWhole(ByteBuffer head) {
        return head.remaining() >= BYTES
                && head.getLong(0) == SIGNATURE
                && head.getInt(8) == IHDR_BYTES
                && head.getInt(12) == IHDR
                && head.getInt(29) == checkSum(head);
    }

    private static int checkSum(ByteBuffer head) {
        var sum = new CRC32();
        sum.update(head.slice(12, Integer.BYTES + IHDR_BYTES));
        return (int) sum.getValue();
    }
}
