package io.tidemark.command.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** The kinds of image that are kept, told by their content and by nothing that anybody says of it. */
public enum ImageType {
    PNG("png", "image/png") {

        /** The signature and a whole IHDR chunk of a picture that has an area, with the right check sum. */
        @Override
        boolean begins(ByteBuffer head, long length) {
            if (head.remaining() < 33 || head.getLong(0) != 0x89504E470D0A1A0AL || head.getInt(8) != 13) {
                return false;
            }
            var sum = new CRC32();
            sum.update(head.slice(12, 17));
            return head.getInt(12) == IHDR
                    && head.getInt(16) > 0
                    && head.getInt(20) > 0
                    && (int) sum.getValue() == head.getInt(29);
        }
    },

    JPEG("jpg", "image/jpeg") {

        /** The start, a first segment of the kinds that come first, and behind it the mark of the next. */
        @Override
        boolean begins(ByteBuffer head, long length) {
            if (head.remaining() < 6 || head.getShort(0) != (short) 0xFFD8 || (head.get(2) & 0xFF) != 0xFF) {
                return false;
            }
            int next = 4 + Short.toUnsignedInt(head.getShort(4));
            return isFirst(head.get(3) & 0xFF)
                    && next >= 6
                    && next + 2 <= head.remaining()
                    && (head.get(next) & 0xFF) == 0xFF
                    && (head.get(next + 1) & 0xFF) >= 0xC0;
        }

        private static boolean isFirst(int mark) {
            return (mark >= 0xE0 && mark <= 0xEF) || mark == 0xDB || mark == 0xC4 || mark == 0xDD || mark == 0xFE;
        }
    },

    WEBP("webp", "image/webp") {

        /** A RIFF container that is all there, and a first chunk of the three that WebP begins with. */
        @Override
        boolean begins(ByteBuffer head, long length) {
            if (head.remaining() < 30 || head.getInt(0) != RIFF || head.getInt(8) != WEBP_FORM) {
                return false;
            }
            head.order(ByteOrder.LITTLE_ENDIAN);
            long container = 8 + Integer.toUnsignedLong(head.getInt(4));
            long chunk = 20 + Integer.toUnsignedLong(head.getInt(16));
            int kind = Integer.reverseBytes(head.getInt(12));
            return container <= length && chunk <= container && (kind == VP8 || kind == VP8L || kind == VP8X);
        }
    };

    /** As much of a file as tells what it is: a JPEG's first segment may have 64 KiB. */
    static final int HEAD_BYTES = 65_536 + 32;

    private static final int IHDR = 0x49484452;
    private static final int RIFF = 0x52494646;
    private static final int WEBP_FORM = 0x57454250;
    private static final int VP8 = 0x56503820;
    private static final int VP8L = 0x5650384C;
    private static final int VP8X = 0x56503858;

    private final String extension;
    private final String mediaType;

    ImageType(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    abstract boolean begins(ByteBuffer head, long length);

    /** What a file is that begins so and is so long. */
    static Optional<ImageType> of(byte[] head, long length) {
        return Arrays.stream(values())
                .filter(type -> type.begins(ByteBuffer.wrap(head), length))
                .findFirst();
    }

    /** The end of the file's name. */
    public String extension() {
        return extension;
    }

    /** The type as HTTP says it. */
    public String mediaType() {
        return mediaType;
    }
}
