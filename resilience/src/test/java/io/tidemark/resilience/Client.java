package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import io.tidemark.testkit.FrameDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One device of a user: follows the stream, and whenever that ends resumes on the next node. All but the volatile fields
 * belongs to the thread of {@link Streams}.
 */
final class Client implements FrameDecoder.Receiver {

    private static final long SHORTEST_RETRY = 50;
    private static final long LONGEST_RETRY = 500;
    private static final int SMALL_BUFFER = 16_384;
    private static final long VERDICT_NANOS = Duration.ofSeconds(60).toNanos();

    private final String name;
    private final String user;
    private final String token;
    private final Streams streams;
    private final Seen seen = new Seen();
    private volatile List<Node> nodes;
    private int turn;

    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private FrameDecoder decoder = new FrameDecoder(this);
    private Node node;
    private String cursor = "";
    private long head;
    private long retry;
    private long lastSign;
    private boolean away;
    private boolean stalled;
    private boolean slow;

    private volatile boolean live;
    private volatile boolean retired;
    private volatile long from = -1;
    private volatile long position = -1;

    Client(String name, String user, String token, List<Node> nodes, int first, Streams streams) {
        this.name = name;
        this.user = user;
        this.token = token;
        this.nodes = nodes;
        this.turn = first;
        this.node = nodes.get(first % nodes.size());
        this.streams = streams;
    }

    String user() {
        return user;
    }

    Seen seen() {
        return seen;
    }

    /** The position of its first cursor: from there on it is owed everything; -1 if it never had one. */
    long from() {
        return from;
    }

    /** How far it has come. */
    long position() {
        return position;
    }

    /** Whether it is connected and has had its verdict. */
    boolean isLive() {
        return live;
    }

    /** It comes with a cursor the first time already, and is owed everything behind it. */
    void beginAt(String given) {
        cursor = given;
        from = Http.positionOf(given);
        position = from;
    }

    /** From the next connection on, it goes to these. */
    void goTo(List<Node> others) {
        nodes = others;
    }

    /** It has small buffers, and what it is told late does not count. */
    void isSlow() {
        slow = true;
    }

    void connect() {
        if (away) {
            return;
        }
        node = nodes.get(turn++ % nodes.size());
        decoder = new FrameDecoder(this);
        retry = LONGEST_RETRY; // Unless it was connected: refused, it must not come back as fast as it can.
        lastSign = System.nanoTime();
        try {
            var opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            if (slow) {
                opened.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
            }
            opened.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
            key = streams.register(opened, this);
        } catch (IOException refused) {
            ended();
        }
    }

    /** The connection stands: asks for the stream. */
    void ask() throws IOException {
        var opened = channel;
        if (opened == null || key == null || !opened.finishConnect()) {
            return;
        }
        var request =
                "GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n%s\r\n"
                        .formatted(token, cursor.isEmpty() ? "" : "Last-Event-ID: " + cursor + "\r\n");
        var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            opened.write(bytes);
        }
        key.interestOps(stalled ? 0 : SelectionKey.OP_READ);
    }

    void read(ByteBuffer buffer) throws IOException {
        var opened = channel;
        if (opened == null) {
            return;
        }
        lastSign = System.nanoTime();
        int read = opened.read(buffer.clear());
        if (read < 0) {
            ended();
            return;
        }
        decoder.take(buffer.flip());
        if (decoder.hasEnded()) {
            if (decoder.status() != 200) {
                streams.count("status " + decoder.status());
            }
            ended();
        }
    }

    /**
     * Gives the connection up if nothing was heard for that long, as a client does whose server has vanished. The verdict
     * may take longer: when all come back at once, some have to wait for it.
     */
    void giveUpIfSilent(long nanos) {
        long patience = live ? nanos : VERDICT_NANOS;
        if (channel != null && !stalled && System.nanoTime() - lastSign > patience) {
            streams.count("silent");
            ended();
        }
    }

    /** Whatever the reason: it comes back after a while, on the next node. */
    void ended() {
        live = false;
        close();
        if (!away) {
            streams.count("reconnects");
            streams.later(retry, this::connect);
        }
    }

    private void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                streams.count("close failed");
            }
            channel = null;
        }
    }

    /** Cuts the connection, and stays away until it comes back. */
    void leave() {
        away = true;
        live = false;
        close();
    }

    void comeBack() {
        away = false;
        connect();
    }

    /** Leaves for good: it is owed no more than it has. */
    void retire() {
        leave();
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    /** Stops reading; what is sent to it piles up. */
    void stall() {
        stalled = true;
        if (key != null && key.isValid()) {
            key.interestOps(0);
        }
    }

    void readOn() {
        stalled = false;
        lastSign = System.nanoTime();
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    @Override
    public void frame(byte[] bytes, int start, int end) {
        try {
            take(new Frame(bytes, start, end));
        } catch (RuntimeException malformed) {
            var text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            throw new IllegalArgumentException("not a frame of the protocol: " + text, malformed);
        }
    }

    private void take(Frame frame) {
        streams.checked();
        if (frame.isChange()) {
            takeChange(frame);
        } else if (frame.name().equals("sync")) {
            takeVerdict(frame);
        } else if (frame.name().equals("goodbye")) {
            streams.count("goodbye " + frame.member("reason"));
            retry = Math.min(frame.number("retry"), LONGEST_RETRY);
        }
        frame.position().ifPresent(reached -> {
            cursor = frame.id();
            position = reached;
        });
    }

    private void takeVerdict(Frame frame) {
        var mode = frame.member("mode");
        streams.count("verdict " + mode);
        if (!mode.equals(cursor.isEmpty() ? "live" : "resumed")) {
            streams.findings().add(Kind.RESET, "%s came with '%s' and was told %s".formatted(this, cursor, frame));
        }
        if (from < 0) {
            from = frame.position().orElseThrow();
        }
        retry = SHORTEST_RETRY;
        head = frame.cursor("head");
        live = true;
    }

    private void takeChange(Frame frame) {
        long at = frame.position().orElse(0);
        if (frame.sequence() != at) {
            throw new IllegalArgumentException("the sequence is not the position");
        }
        if (!frame.name().equals(frame.member("type"))) {
            throw new IllegalArgumentException("the name is not the type");
        }
        seen.add(at, frame.previous(), frame.mark());
        if (at > head && !slow) {
            streams.delivered(frame);
        }
        streams.sample(this, node, frame);
    }

    String token() {
        return token;
    }

    @Override
    public String toString() {
        return name + " on " + node;
    }
}
