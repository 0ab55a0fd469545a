package io.tidemark.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and the server, and cuts one stream after the other at chosen bytes, until none is left to cut. */
final class CuttingProxy implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /**
     * A place in a stream.
     *
     * @param frame how the frame begins that is not to arrive as a whole
     * @param skipped how many such frames go through before
     * @param offset how many of its bytes go through, or if negative, how many do not; always one at least does not
     */
    record Cut(String frame, int skipped, int offset) {

        private static final int NOT_YET = -1;

        /** Up to where the text goes through, of which this may be all that will ever be. */
        private int place(StringBuilder text) {
            int start = text.indexOf("text/event-stream");
            for (int frames = 0; start >= 0 && frames <= skipped; frames++) {
                start = text.indexOf(frame, start + 1);
            }
            return start < 0 ? NOT_YET : place(start, text.indexOf("\n\n", start));
        }

        private int place(int start, int end) {
            if (end < 0) {
                return start;
            }
            int most = end + 1 - start;
            return offset < 0 ? Math.max(start, end + 2 + offset) : start + offset % (most + 1);
        }
    }

    private final ServerSocket door = new ServerSocket(0, 0, HERE);
    private final int server;
    private final Queue<Cut> cuts;
    private final AtomicInteger made = new AtomicInteger();

    CuttingProxy(int server, Collection<Cut> cuts) throws IOException {
        this.server = server;
        this.cuts = new ConcurrentLinkedQueue<>(cuts);
        inBackground(() -> {
            while (true) {
                var client = door.accept();
                inBackground(() -> serve(client));
            }
        });
    }

    String address() {
        return "http://localhost:" + door.getLocalPort();
    }

    /** How many streams it has cut. */
    int made() {
        return made.get();
    }

    private void serve(Socket client) throws IOException {
        try (client;
                var upstream = new Socket(HERE, server)) {
            inBackground(() -> client.getInputStream().transferTo(upstream.getOutputStream()));
            pump(upstream, client);
        }
    }

    private void pump(Socket upstream, Socket client) throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        int sent = 0;
        for (int length; (length = upstream.getInputStream().read(buffer)) >= 0; ) {
            text.append(new String(buffer, 0, length, ISO_8859_1));
            var cut = cuts.peek();
            int place = cut == null ? Cut.NOT_YET : cut.place(text);
            int end = place < 0 ? text.length() : Math.max(sent, place);
            client.getOutputStream().write(text.substring(sent, end).getBytes(ISO_8859_1));
            sent = end;
            if (place >= 0 && text.indexOf("\n\n", place) >= 0) {
                cuts.remove(cut);
                made.incrementAndGet();
                return;
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        var thread = new Thread(() -> untilClosed(work), "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void untilClosed(Work work) {
        try {
            work.run();
        } catch (IOException closed) {
            // A connection was cut, or the proxy closed: that is what it is for.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
