package io.tidemark.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line to the database: it can be cut, fall silent, and be mended. */
final class DatabaseLine implements AutoCloseable {

    private static final Pattern HOST_AND_PORT = Pattern.compile("//([^:/]+):(\\d+)/");

    /** What can be wrong with it. */
    enum Fault {
        NONE,
        CUT,
        SILENT,
        /** Nothing is heard any more on the connections that are open; new ones are as they should be. */
        SEVERED
    }

    private interface Work {
        void run() throws Exception;
    }

    private final String url;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> severed = ConcurrentHashMap.newKeySet();
    private Fault fault = Fault.NONE;
    private int messagesLeft = Integer.MAX_VALUE;

    DatabaseLine(String url) throws IOException {
        this.url = url;
        entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The database's address over this line. */
    String url() {
        return target().replaceFirst("//localhost:%s/".formatted(entrance.getLocalPort()));
    }

    private Matcher target() {
        var matcher = HOST_AND_PORT.matcher(url);
        if (!matcher.find()) {
            throw new IllegalArgumentException(url);
        }
        return matcher;
    }

    synchronized void has(Fault now) {
        fault = now;
        messagesLeft = Integer.MAX_VALUE;
        notifyAll();
        if (now == Fault.SEVERED) {
            severed.addAll(open);
        }
        if (now == Fault.CUT) {
            open.forEach(DatabaseLine::cut);
            open.clear();
        }
    }

    /** Lets so many more messages through to the database, then cuts the connection of the next one, once. */
    synchronized void cutsAfter(int messages) {
        messagesLeft = messages;
    }

    private void accept() throws IOException {
        while (true) {
            var client = entrance.accept();
            if (isCut()) {
                client.close();
                continue;
            }
            var target = target();
            var server = new Socket(target.group(1), Integer.parseInt(target.group(2)));
            open.add(client);
            open.add(server);
            start(() -> forward(client, server, this::mayPass));
            start(() -> forward(server, client, this::isNotSilent));
        }
    }

    private synchronized boolean isCut() {
        return fault == Fault.CUT;
    }

    private void forward(Socket from, Socket to, Callable<Boolean> gate) throws Exception {
        var buffer = new byte[8192];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (severed.contains(from)) {
                    continue;
                }
                if (!gate.call()) {
                    return;
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        }
    }

    private synchronized boolean isNotSilent() throws InterruptedException {
        while (fault == Fault.SILENT) {
            wait();
        }
        return true;
    }

    private synchronized boolean mayPass() throws InterruptedException {
        boolean passes = isNotSilent() && messagesLeft-- > 0;
        if (!passes) {
            messagesLeft = Integer.MAX_VALUE;
        }
        return passes;
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception ended) {
                // That is how connections end here.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        has(Fault.CUT);
    }
}
