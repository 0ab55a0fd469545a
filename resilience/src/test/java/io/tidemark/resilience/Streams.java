package io.tidemark.resilience;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** All clients, on one thread: thousands of streams must not cost the servers their processor. */
final class Streams {

    /** Several checkpoints long. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(7).toNanos();

    private static final long SWEEP_MILLIS = 500;
    private static final int BUFFER = 65_536;
    private static final long ANSWER_SECONDS = 60;

    private record Due(long nanos, Runnable task) {}

    private final Findings findings;
    private final Peeks peeks;
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "streams");
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Due> timers = new PriorityQueue<>(Comparator.comparing(Due::nanos));
    private final List<Client> clients = new ArrayList<>();
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final LongAdder frames = new LongAdder();
    private volatile Delays delays = new Delays();
    private volatile boolean closed;

    Streams(Findings findings, Peeks peeks) throws IOException {
        this.findings = findings;
        this.peeks = peeks;
        selector = Selector.open();
        thread.setDaemon(true);
        thread.start();
        later(SWEEP_MILLIS, this::sweep);
    }

    void add(Client client) {
        execute(() -> {
            clients.add(client);
            client.connect();
        });
    }

    /** Runs it on the thread that all clients belong to. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** The same, and waits until it is done. */
    void executeNow(Runnable task) {
        CompletableFuture.runAsync(task, this::execute)
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    void later(long millis, Runnable task) {
        var due = new Due(System.nanoTime() + millis * 1_000_000, task);
        execute(() -> timers.add(due));
    }

    SelectionKey register(SocketChannel channel, Client client) throws IOException {
        return channel.register(selector, SelectionKey.OP_CONNECT, client);
    }

    private void sweep() {
        clients.forEach(client -> client.giveUpIfSilent(SILENCE_NANOS));
        later(SWEEP_MILLIS, this::sweep);
    }

    private void run() {
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        while (!closed) {
            try {
                selector.select(key -> turn(key, buffer), untilNext());
            } catch (IOException broken) {
                findings.add(Findings.Kind.MALFORMED, "the suite's own selector: " + broken);
                return;
            }
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                guarded(task);
            }
            while (!timers.isEmpty() && timers.peek().nanos() <= System.nanoTime()) {
                guarded(timers.remove().task());
            }
        }
    }

    private long untilNext() {
        var next = timers.peek();
        return next == null ? SWEEP_MILLIS : Math.max(1, (next.nanos() - System.nanoTime()) / 1_000_000);
    }

    /** All clients share this thread: what breaks one of them must not end it. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException broken) {
            findings.add(Findings.Kind.MALFORMED, "the suite's own task: " + broken);
        }
    }

    private void turn(SelectionKey key, ByteBuffer buffer) {
        var client = (Client) key.attachment();
        try {
            if (key.isConnectable()) {
                client.ask();
            } else if (key.isReadable()) {
                client.read(buffer);
            }
        } catch (IOException | CancelledKeyException gone) {
            client.ended();
        } catch (RuntimeException malformed) {
            findings.add(Findings.Kind.MALFORMED, client + ": " + malformed);
            client.ended();
        }
    }

    Findings findings() {
        return findings;
    }

    void checked() {
        frames.increment();
    }

    void count(String what) {
        counts.computeIfAbsent(what, first -> new LongAdder()).increment();
    }

    void delivered(Frame frame) {
        delays.add(frame.millisSince(System.currentTimeMillis()));
    }

    void sample(Client client, Node node, Frame frame) {
        peeks.sample(client, node, frame);
    }

    /** Begins to measure delivery anew, and returns what was measured until now. */
    Delays delays() {
        var until = delays;
        delays = new Delays();
        return until;
    }

    long frames() {
        return frames.sum();
    }

    Map<String, Long> counts() {
        var all = new TreeMap<String, Long>();
        counts.forEach((what, count) -> all.put(what, count.sum()));
        return all;
    }

    /** Those that there are now. */
    List<Client> clients() {
        return CompletableFuture.supplyAsync(() -> List.copyOf(clients), this::execute)
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Ends all streams, and the thread: from now on, what the clients saw may be looked at. */
    void end() throws InterruptedException, IOException {
        executeNow(() -> clients.forEach(Client::leave));
        closed = true;
        selector.wakeup();
        thread.join(TimeUnit.SECONDS.toMillis(ANSWER_SECONDS));
        selector.close();
    }
}
