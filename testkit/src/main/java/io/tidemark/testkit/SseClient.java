package io.tidemark.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client of a stream. It reads only when a test asks for more, and keeps the last id that it has read. */
public final class SseClient implements AutoCloseable {

    private final Socket socket;
    private final HttpBody body;
    private @Nullable String cursor;

    SseClient(Socket socket) throws IOException {
        this.socket = socket;
        this.body = new HttpBody(new BufferedInputStream(socket.getInputStream(), 1024));
    }

    public int status() {
        return unchecked(body::status);
    }

    /** The headers of the answer, by their names in lower case. */
    public Map<String, String> headers() {
        return unchecked(body::headers);
    }

    /** The next frame; null when the server has ended the stream. */
    public @Nullable SseFrame next() {
        var fields = new ArrayList<SseFrame.Field>();
        for (var line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                return remembered(new SseFrame(fields));
            }
            fields.add(SseFrame.Field.parse(line));
        }
        return null;
    }

    private @Nullable String line() {
        return unchecked(body::line).orElse(null);
    }

    private SseFrame remembered(SseFrame frame) {
        cursor = frame.hasId() ? frame.id() : cursor;
        return frame;
    }

    /** The next frame of that name. Frames before it are skipped. */
    public SseFrame await(String event) {
        return frames().filter(frame -> frame.event().equals(event)).findFirst().orElseThrow();
    }

    /** The next changes, that many. Other frames are skipped. */
    public List<SseFrame> changes(int number) {
        return frames().filter(SseFrame::isChange).limit(number).toList();
    }

    /** All frames up to the first match, and that one. */
    public List<SseFrame> through(Predicate<SseFrame> last) {
        var all = new ArrayList<SseFrame>();
        var found = frames().peek(all::add).anyMatch(last);
        if (!found) {
            throw new AssertionError("the stream ended after " + all);
        }
        return all;
    }

    /** All frames until the server ends the stream. */
    public List<SseFrame> rest() {
        return frames().toList();
    }

    private Stream<SseFrame> frames() {
        return Stream.iterate(next(), Objects::nonNull, before -> next());
    }

    /** The last id that it has read. */
    public String cursor() {
        return Objects.requireNonNull(cursor, "no frame had an id");
    }

    /** Reads that many raw bytes of the body, or all that are left. */
    public byte[] bytes(int number) {
        return unchecked(() -> body.bytes(number));
    }

    @Override
    public void close() {
        unchecked(() -> {
            socket.close();
            return socket;
        });
    }

    private interface Reading<T> {

        T run() throws IOException;
    }

    private static <T> T unchecked(Reading<T> reading) {
        try {
            return reading.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
