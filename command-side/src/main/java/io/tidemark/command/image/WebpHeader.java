package io.tidemark.command.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The beginning of a WebP: a RIFF container that is all there, and a first chunk of the three that WebP begins with. */
final class WebpHeader {

    private static final int BYTES = 30;
    private static final int WEBP = 0x57454250;
    private static final int VP8 = 0x56503820;
    private static final int VP8L = 0x5650384C;
    private static final int VP8X = 0x56503858;
    private static final int VP8_START = 0x9D012A;
    private static final byte VP8L_START = 0x2F;
    private static final int LOW_14_BITS = 0x3FFF;
    private static final int LOW_24_BITS = 0xFFFFFF;

    private WebpHeader() {}

    static Optional<ImageHeader> read(ByteBuffer head, long length) {
        if (head.remaining() < BYTES || head.getInt(8) != WEBP) {
            return Optional.empty();
        }
        int kind = head.getInt(12);
        var numbers = head.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long container = 8 + Integer.toUnsignedLong(numbers.getInt(4));
        long chunk = 20 + Integer.toUnsignedLong(numbers.getInt(16));
        return container <= length && chunk <= container ? read(kind, head, numbers) : Optional.empty();
    }

    private static Optional<ImageHeader> read(int kind, ByteBuffer head, ByteBuffer numbers) {
        return switch (kind) {
            case VP8 -> lossy(head, numbers);
            case VP8L -> lossless(numbers);
            case VP8X -> of((numbers.getInt(24) & LOW_24_BITS) + 1, (numbers.getInt(26) >>> 8) + 1);
            default -> Optional.empty();
        };
    }

    /** A key frame, which has a start code and then its size. */
    private static Optional<ImageHeader> lossy(ByteBuffer head, ByteBuffer numbers) {
        boolean starts = (head.get(20) & 1) == 0 && (head.getInt(22) & LOW_24_BITS) == VP8_START;
        return starts ? of(numbers.getShort(26) & LOW_14_BITS, numbers.getShort(28) & LOW_14_BITS) : Optional.empty();
    }

    private static Optional<ImageHeader> lossless(ByteBuffer numbers) {
        int size = numbers.getInt(21);
        return numbers.get(20) == VP8L_START
                ? of((size & LOW_14_BITS) + 1, (size >>> 14 & LOW_14_BITS) + 1)
                : Optional.empty();
    }

    private static Optional<ImageHeader> of(int width, int height) {
        return Optional.of(new ImageHeader(ImageType.WEBP, width, height));
    }
}
