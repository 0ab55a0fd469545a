package io.tidemark.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A kept connection on which commands are sent, each when the one before has been answered. */
final class Publisher implements Loop.Owner {

    /** A command on its way. */
    interface Command {

        ByteBuffer request();

        void answered(int status, String location);
    }

    private final Queue<Command> waiting = new ArrayDeque<>();
    private final Answer answer = new Answer();
    private final Loop loop;
    private final int port;
    private @Nullable SocketChannel channel;
    private @Nullable Command current;

    Publisher(Loop loop, int port) {
        this.loop = loop;
        this.port = port;
        loop.connect(port, this);
    }

    void send(Command command) {
        waiting.add(command);
        next();
    }

    private void next() {
        if (current != null || channel == null || waiting.isEmpty()) {
            return;
        }
        current = waiting.remove();
        try {
            Loop.write(channel, current.request());
        } catch (IOException gone) {
            lost(gone);
        }
    }

    @Override
    public void connected(SocketChannel opened) {
        channel = opened;
        next();
    }

    @Override
    public void take(ByteBuffer bytes, long nanos) throws IOException {
        while (bytes.hasRemaining()) {
            if (answer.take(bytes)) {
                finish(answer.status());
            }
        }
    }

    private void finish(int status) {
        var done = current;
        current = null;
        if (done != null) {
            done.answered(status, answer.location());
        }
        next();
    }

    /** What was on its way has no answer; the rest goes over another connection. */
    @Override
    public void lost(@Nullable Exception cause) {
        channel = null;
        finish(0);
        loop.connect(port, this);
    }
}
