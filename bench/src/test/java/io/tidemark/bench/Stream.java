package io.tidemark.bench;

import static io.tidemark.bench.Bytes.indexAfter;
import static io.tidemark.bench.Bytes.indexOf;
import static io.tidemark.bench.Bytes.number;
import static io.tidemark.bench.Bytes.startsWith;

import io.tidemark.testkit.FrameDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client's stream. It reads each frame as far as it has to, and belongs to the loop's thread. */
final class Stream implements Loop.Owner, FrameDecoder.Receiver {

    private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RETRY = "retry: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SYNC = "event: sync\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GREETING = ": hi".getBytes(StandardCharsets.US_ASCII); // Nchan's.
    private static final byte[] SEQUENCE = "\"sequence\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TITLE = "\"title\":\"".getBytes(StandardCharsets.US_ASCII);

    /** Who is told of changes. */
    interface Listener {

        /**
         * Takes one.
         *
         * @param change the number at the end of its title; -1 if it has none
         */
        void changed(int change, long nanos);
    }

    private final Loop loop;
    private final String token;
    private final Listener listener;
    private final FrameDecoder decoder;
    private String cursor = "";
    private @Nullable SocketChannel channel;
    private long nanos;
    private long position;
    private int changes;
    private int outOfOrder;
    private boolean live;
    private boolean lost;

    Stream(Loop loop, String token, Listener listener) {
        this.loop = loop;
        this.token = token;
        this.listener = listener;
        this.decoder = new FrameDecoder(this);
    }

    boolean isLive() {
        return live;
    }

    /** Whether the server ended it. */
    boolean isLost() {
        return lost;
    }

    int changes() {
        return changes;
    }

    /** Changes that came twice, or after a later one. */
    int outOfOrder() {
        return outOfOrder;
    }

    Stream from(String lastId) {
        cursor = lastId;
        return this;
    }

    void open(int port) {
        channel = loop.connect(port, this);
    }

    void close() {
        if (channel != null) {
            Loop.close(channel);
        }
    }

    @Override
    public void connected(SocketChannel opened) throws IOException {
        var request =
                "GET /api/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n%s\r\n"
                        .formatted(token, cursor.isEmpty() ? "" : "Last-Event-ID: " + cursor + "\r\n");
        Loop.write(opened, ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void take(ByteBuffer bytes, long receivedAt) {
        nanos = receivedAt;
        decoder.take(bytes);
        lost = decoder.hasEnded();
    }

    @Override
    public void lost(@Nullable Exception cause) {
        lost = true;
    }

    @Override
    public void frame(byte[] bytes, int start, int end) {
        int event = startsWith(bytes, start, end, RETRY) ? indexOf(bytes, start, end, '\n') + 1 : start;
        if (startsWith(bytes, event, end, SYNC) || startsWith(bytes, start, end, GREETING)) {
            live = true;
        } else if (isChange(bytes, event, end)) {
            changes++;
            count(bytes, indexAfter(bytes, start, end, SEQUENCE), end);
            listener.changed(change(bytes, indexAfter(bytes, start, end, TITLE), end), nanos);
        }
    }

    /** Not all servers tell where a change stands. */
    private void count(byte[] bytes, int sequence, int end) {
        if (sequence < end) {
            long at = number(bytes, sequence, end);
            if (at <= position) {
                outOfOrder++;
            }
            position = at;
        }
    }

    /** Only the names of changes have a colon. */
    private static boolean isChange(byte[] bytes, int start, int end) {
        int line = indexOf(bytes, start, end, '\n');
        return indexOf(bytes, Math.min(start + EVENT.length, line), line, ':') < line;
    }

    private static int change(byte[] bytes, int start, int end) {
        int quote = indexOf(bytes, start, end, '"');
        int first = quote;
        while (first > start && bytes[first - 1] >= '0' && bytes[first - 1] <= '9') {
            first--;
        }
        return first == quote || bytes[start] != Traffic.MARK ? -1 : (int) number(bytes, first, quote);
    }
}
