package io.tidemark.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Stands between a browser and the server, and can cut every connection that goes through it. */
class CuttableProxy implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final ServerSocket door;
    private final int server;
    private final List<Socket> open = new ArrayList<>();
    private boolean isCut;

    CuttableProxy(int server) throws IOException {
        this.door = new ServerSocket(0, 0, HERE);
        this.server = server;
        inBackground(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Cuts every connection; whoever comes now is sent away. */
    synchronized void cut() throws IOException {
        isCut = true;
        for (var socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Lets connections through again. */
    synchronized void mend() {
        isCut = false;
    }

    private void accept() throws IOException {
        while (true) {
            join(door.accept());
        }
    }

    private synchronized void join(Socket client) throws IOException {
        if (isCut) {
            client.close();
            return;
        }
        var upstream = new Socket(HERE, server);
        open.addAll(List.of(client, upstream));
        inBackground(() -> pump(client, upstream));
        inBackground(() -> pump(upstream, client));
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        var thread = new Thread(() -> untilClosed(work), "cuttable-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void untilClosed(Work work) {
        try {
            work.run();
        } catch (IOException closed) {
            // The connection was cut, or the proxy closed: that is what it is for.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
