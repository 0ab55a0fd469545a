package io.tidemark.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way to PostgreSQL that fails on demand: it loses answers, swallows everything without a word, or holds it back. */
public final class FaultyNetwork implements AutoCloseable {

    private static final Pattern HOST_AND_PORT = Pattern.compile("//([^:/]+):(\\d+)/");

    private final String url;
    private final ServerSocket entrance;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean swallows;
    private volatile boolean swallowed;
    private volatile boolean holdsBack;

    public FaultyNetwork(String url) {
        this.url = url;
        try {
            entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        start(this::accept);
    }

    /** The database's address by this way. */
    public String url() {
        return target().replaceFirst("//localhost:%s/".formatted(entrance.getLocalPort()));
    }

    private Matcher target() {
        var matcher = HOST_AND_PORT.matcher(url);
        if (!matcher.find()) {
            throw new IllegalArgumentException(url);
        }
        return matcher;
    }

    /** Cuts the connection of each of the next answers: the server has done what it was asked, nobody hears of it. */
    public void loseAnswers(int count) {
        answersToLose.set(count);
    }

    public int answersStillToLose() {
        return answersToLose.get();
    }

    /** From now on everything disappears, or gets through again. */
    public void swallow(boolean everything) {
        swallows = everything;
    }

    /** From now on everything waits on its way, or goes on, what has waited too. */
    public void holdBack(boolean everything) {
        holdsBack = everything;
    }

    /** Whether anybody has a connection by this way. */
    public boolean isUsed() {
        return open.stream().anyMatch(socket -> !socket.isClosed());
    }

    public boolean hasSwallowed() {
        return swallowed;
    }

    private void accept() throws IOException {
        while (true) {
            var client = entrance.accept();
            var target = target();
            var server = new Socket(target.group(1), Integer.parseInt(target.group(2)));
            open.add(client);
            open.add(server);
            start(() -> forward(client, server, false));
            start(() -> forward(server, client, true));
        }
    }

    private void forward(Socket from, Socket to, boolean answers) throws IOException {
        var buffer = new byte[8192];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (answers && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    return;
                }
                while (holdsBack) {
                    pause();
                }
                if (swallows) {
                    swallowed = true;
                } else {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // That is how connections end here.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
