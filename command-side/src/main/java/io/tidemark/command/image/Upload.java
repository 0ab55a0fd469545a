package io.tidemark.command.image;

import io.tidemark.edge.refusal.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.SynchronousSink;

/**
 * The body of one upload as it comes in: a single part, a file called {@code image}, that is not too large. One that is
 * refused is read to its end all the same, into nothing: Spring's reader loses count of its buffers when it is cut short.
 */
class Upload {

    private static final String PART = "image";

    private final DataSize maxBytes;
    private long bytes;
    private boolean whole;
    private @Nullable Refused refusal;

    Upload(DataSize maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Passes the content of the next piece on. */
    void take(PartEvent piece, SynchronousSink<DataBuffer> content) {
        if (refusal == null) {
            refusal = refusalOrMalformed(piece);
        }
        whole = piece.isLast();
        if (refusal == null) {
            content.next(piece.content());
        } else {
            DataBufferUtils.release(piece.content());
        }
    }

    private @Nullable Refused refusalOrMalformed(PartEvent piece) {
        try {
            return refusal(piece);
        } catch (IllegalArgumentException malformedHeaders) {
            return notOneImage();
        }
    }

    private @Nullable Refused refusal(PartEvent piece) {
        var name = piece.headers().getContentDisposition().getName();
        if (whole || !(piece instanceof FilePartEvent) || !PART.equals(name)) {
            return notOneImage();
        }
        bytes += piece.content().readableByteCount();
        return bytes > maxBytes.toBytes()
                ? Refused.tooLarge("the image must have at most %s bytes".formatted(maxBytes.toBytes()))
                : null;
    }

    /** Throws what speaks against it, once all of it has come. */
    void requireImage() {
        if (refusal != null) {
            throw refusal;
        }
        if (!whole) {
            throw notOneImage();
        }
    }

    static Refused notOneImage() {
        return Refused.invalid("image.part", "the body must have exactly one part: a file part named " + PART);
    }
}
