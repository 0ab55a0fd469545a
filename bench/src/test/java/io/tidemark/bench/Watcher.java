package io.tidemark.bench;

import static io.tidemark.bench.Bytes.indexAfter;
import static io.tidemark.bench.Bytes.indexOf;
import static io.tidemark.bench.Bytes.number;

import io.tidemark.testkit.FrameDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody's dashboard: for each event that it is the first to show, how long ago that happened. Belongs to the loop's thread. */
final class Watcher implements Loop.Owner, FrameDecoder.Receiver {

    private static final byte[] ACTIVITIES = "\"activities\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CURSOR = "\"cursor\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIME = "\"time\":\"".getBytes(StandardCharsets.US_ASCII);

    private final Loop loop;
    private final String token;
    private final Latencies times;
    private final FrameDecoder decoder = new FrameDecoder(this);
    private long position;

    Watcher(Loop loop, String token, Latencies times) {
        this.loop = loop;
        this.token = token;
        this.times = times;
    }

    void open(int port) {
        loop.connect(port, this);
    }

    @Override
    public void connected(SocketChannel opened) throws IOException {
        Loop.write(opened, Answer.request("GET", "/api/dashboard/stream", token, "Accept: text/event-stream\r\n", ""));
    }

    @Override
    public void take(ByteBuffer bytes, long receivedAt) {
        decoder.take(bytes);
    }

    @Override
    public void lost(@Nullable Exception cause) {
        throw new IllegalStateException("a dashboard ended", cause);
    }

    /** The newest are the first. */
    @Override
    public void frame(byte[] bytes, int start, int end) {
        var now = Instant.now();
        long last = position;
        int at = indexAfter(bytes, start, end, ACTIVITIES);
        for (int next = cursor(bytes, at, end); next < end; next = cursor(bytes, at, end)) {
            long shown = number(bytes, next, end);
            if (shown <= last) {
                return;
            }
            position = Math.max(position, shown);
            int time = indexAfter(bytes, next, end, TIME);
            at = indexOf(bytes, time, end, '"');
            var happened = Instant.parse(new String(bytes, time, at - time, StandardCharsets.US_ASCII));
            times.add(Duration.between(happened, now).toNanos());
        }
    }

    /** Where the next event's position in the log begins. */
    private static int cursor(byte[] bytes, int start, int end) {
        return Math.min(end, indexOf(bytes, indexAfter(bytes, start, end, CURSOR), end, '.') + 1);
    }
}
