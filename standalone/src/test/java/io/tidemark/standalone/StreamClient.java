package io.tidemark.standalone;

import io.tidemark.testkit.SseClient;
import io.tidemark.testkit.SseFrame;
import io.tidemark.testkit.StreamRequest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads a stream in the background and keeps its frames. */
class StreamClient implements AutoCloseable {

    private static final int OK = 200;

    private final List<SseFrame> frames = new CopyOnWriteArrayList<>();
    private final SseClient stream;
    private final Thread thread;

    /**
     * Follows the user's stream until the connection ends.
     *
     * @param lastEventId where to resume; null for from now on
     */
    StreamClient(int port, String token, @Nullable String lastEventId) {
        this(StreamRequest.to(port, token), lastEventId);
    }

    /** Follows another stream in the same way. */
    StreamClient(int port, String path, String token, @Nullable String lastEventId) {
        this(StreamRequest.to(port, token).at(path), lastEventId);
    }

    private StreamClient(StreamRequest request, @Nullable String lastEventId) {
        var resuming = lastEventId == null ? request : request.from(lastEventId);
        stream = resuming.withoutTimeout().open();
        thread = new Thread(this::read, "stream-client");
        thread.start();
    }

    private void read() {
        try {
            if (stream.status() != OK) {
                return;
            }
            for (var frame = stream.next(); frame != null; frame = stream.next()) {
                frames.add(frame);
            }
        } catch (UncheckedIOException cut) {
            // The server was killed, or this client was closed.
        }
    }

    boolean hasEnded() {
        return !thread.isAlive();
    }

    /** The cursor to resume from. */
    String lastId() {
        var last = "";
        for (var frame : frames) {
            last = frame.hasId() ? frame.id() : last;
        }
        return last;
    }

    List<SseFrame> frames() {
        return frames;
    }

    @Override
    public void close() {
        stream.close();
    }
}
