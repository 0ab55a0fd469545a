package io.tidemark.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TCP proxy in front of one server. It injects faults into the connections that go through it. */
public final class TcpProxy implements AutoCloseable {

    /** The delay of {@link Fault#SLOW}, in each direction. */
    public static final Duration DELAY = Duration.ofMillis(50);

    private static final Pattern HOST_AND_PORT = Pattern.compile("//([^:/]+):(\\d+)");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** What happens to data and connections. */
    public enum Fault {
        NONE,
        /** Open connections are closed; new ones are closed at once. */
        CUT,
        /** All data is held back, and delivered when the fault is over. */
        SILENT,
        /** All data is lost. Connections stay open. */
        BLACK_HOLE,
        /** The connections that are open now lose all data from now on, even after the fault. New ones work. */
        SEVERED,
        /** All data arrives late. */
        SLOW
    }

    /** What happens to a piece of data. */
    enum Fate {
        DELIVERED,
        DELAYED,
        LOST,
        CONNECTION_CLOSED
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private final String url;
    private final String host;
    private final int hostPort;
    private final ServerSocket entrance;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<ProxiedConnection> severed = ConcurrentHashMap.newKeySet();
    private Fault fault = Fault.NONE;
    private int requestsLeft = UNLIMITED;
    private int answersToLose;
    private boolean blackHoleUsed;

    /**
     * Starts a proxy on a port of its own.
     *
     * @param url of any scheme, with the host and port of the server, such as {@code jdbc:postgresql://host:5432/name}
     */
    public TcpProxy(String url) {
        this.url = url;
        var target = target(url);
        host = target.group(1);
        hostPort = Integer.parseInt(target.group(2));
        try {
            entrance = new ServerSocket(0, 0, LOOPBACK);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        start(this::accept);
    }

    private static Matcher target(String url) {
        var matcher = HOST_AND_PORT.matcher(url);
        if (!matcher.find()) {
            throw new IllegalArgumentException(url);
        }
        return matcher;
    }

    /** The server's URL with the proxy's host and port. */
    public String url() {
        return target(url).replaceFirst("//127.0.0.1:" + entrance.getLocalPort());
    }

    /** Whether the server sees one of the proxy's open connections as coming from that port. */
    public boolean carries(int clientPort) {
        return open.stream().anyMatch(connection -> connection.upstreamPort() == clientPort);
    }

    /** Replaces the fault before it, if there was one. */
    public synchronized void inject(Fault next) {
        fault = next;
        requestsLeft = UNLIMITED;
        notifyAll();
        if (next == Fault.SEVERED) {
            severed.addAll(open);
        }
        if (next == Fault.CUT) {
            open.forEach(ProxiedConnection::cut);
        }
    }

    public void mend() {
        inject(Fault.NONE);
    }

    /** Delivers that many more requests, then closes the connection of the next one, once. */
    public synchronized void cutAfter(int requests) {
        requestsLeft = requests;
    }

    /** Closes the connection of each of the next answers: the server has done the work, the client does not know. */
    public synchronized void loseAnswers(int count) {
        answersToLose = count;
    }

    public synchronized int answersStillToLose() {
        return answersToLose;
    }

    /** Whether any data was lost in {@link Fault#BLACK_HOLE}. */
    public synchronized boolean hasLostData() {
        return blackHoleUsed;
    }

    private void accept() throws IOException {
        while (true) {
            var client = entrance.accept();
            start(() -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException, InterruptedException {
        try (client) {
            if (isCut()) {
                return;
            }
            try (var server = new Socket(host, hostPort)) {
                serve(new ProxiedConnection(this, client, server));
            }
        }
    }

    private synchronized boolean isCut() {
        return fault == Fault.CUT;
    }

    private void serve(ProxiedConnection connection) throws IOException, InterruptedException {
        if (!register(connection)) {
            return;
        }
        try {
            start(connection::forwardRequests);
            connection.forwardAnswers();
        } finally {
            open.remove(connection);
        }
    }

    /** Under the lock, so that no connection escapes a cut. */
    private synchronized boolean register(ProxiedConnection connection) {
        return fault != Fault.CUT && open.add(connection);
    }

    /** Waits while data is held back. */
    synchronized Fate fate(ProxiedConnection connection, boolean isAnswer) throws InterruptedException {
        while (fault == Fault.SILENT) {
            wait();
        }
        if (severed.contains(connection)) {
            return Fate.LOST;
        }
        if (isAnswer ? losesAnswer() : exceedsRequests()) {
            return Fate.CONNECTION_CLOSED;
        }
        return fateByFault();
    }

    private synchronized Fate fateByFault() {
        if (fault == Fault.BLACK_HOLE) {
            blackHoleUsed = true;
            return Fate.LOST;
        }
        return fault == Fault.SLOW ? Fate.DELAYED : Fate.DELIVERED;
    }

    private synchronized boolean losesAnswer() {
        if (answersToLose == 0) {
            return false;
        }
        answersToLose--;
        return true;
    }

    private synchronized boolean exceedsRequests() {
        if (requestsLeft == 0) {
            requestsLeft = UNLIMITED;
            return true;
        }
        if (requestsLeft != UNLIMITED) {
            requestsLeft--;
        }
        return false;
    }

    private static void start(Task task) {
        var thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException | InterruptedException ended) {
                        // Connections end this way: one side or a fault has closed them.
                    }
                },
                "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Closes all connections too. */
    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        inject(Fault.CUT);
    }
}
