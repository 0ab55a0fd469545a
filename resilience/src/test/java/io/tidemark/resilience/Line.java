package io.tidemark.resilience;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A node's line to PostgreSQL: it can be cut, fall silent or slow, and be mended. */
final class Line implements AutoCloseable {

    /** By how much a slow one delays, each way. */
    static final long DELAY_MILLIS = 50;

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** What can be wrong with it. */
    enum State {
        WHOLE,
        CUT,
        SILENT,
        SLOW
    }

    private interface Work {
        void run() throws Exception;
    }

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Integer> upstreamPorts = ConcurrentHashMap.newKeySet();
    private State state = State.WHOLE;

    Line(int target) throws IOException {
        this.target = target;
        entrance = new ServerSocket(0, 0, HERE);
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Whether the server's session with a client on that port runs over this line. */
    boolean carries(int clientPort) {
        return upstreamPorts.contains(clientPort);
    }

    synchronized void becomes(State now) {
        state = now;
        notifyAll();
        if (now == State.CUT) {
            open.forEach(Line::cut);
        }
    }

    private void accept() throws IOException {
        while (true) {
            var client = entrance.accept();
            if (isCut()) {
                cut(client);
            } else {
                start(() -> join(client));
            }
        }
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private void join(Socket client) throws Exception {
        try (client;
                var server = new Socket(HERE, target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            int seenAs = server.getLocalPort();
            open.add(client);
            open.add(server);
            upstreamPorts.add(seenAs);
            try {
                start(() -> forward(client, server));
                forward(server, client);
            } finally {
                upstreamPorts.remove(seenAs);
                open.remove(client);
                open.remove(server);
            }
        }
    }

    private void forward(Socket from, Socket to) throws Exception {
        var buffer = new byte[16_384];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                hold();
                to.getOutputStream().write(buffer, 0, read);
            }
        }
    }

    private void hold() throws InterruptedException {
        if (awaitAnything() == State.SLOW) {
            TimeUnit.MILLISECONDS.sleep(DELAY_MILLIS);
        }
    }

    private synchronized State awaitAnything() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
        return state;
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Then it is cut as well.
        }
    }

    private static void start(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception ended) {
                        // That is how connections end here.
                    }
                },
                "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        becomes(State.CUT);
    }
}
