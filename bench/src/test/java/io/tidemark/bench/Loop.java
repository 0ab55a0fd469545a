package io.tidemark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All connections of a measurement, on one thread: the load must not cost the server its processors. */
final class Loop implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Selectors wait for whole milliseconds; a part of one is waited for in naps, after each of which they are asked. */
    private static final long NAP_NANOS = 100_000;

    private static final long ANSWER_MINUTES = 10;

    /** Who has a connection. All of it happens on the loop's thread. */
    interface Owner {

        void connected(SocketChannel channel) throws IOException;

        /** Takes what came. */
        void take(ByteBuffer bytes, long nanos) throws IOException;

        /** The connection is no more. */
        void lost(@Nullable Exception cause);
    }

    private record Due(long nanos, Runnable task) {}

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Due> timers = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
    private final Thread thread = new Thread(this::run, "load");
    private volatile @Nullable Throwable broken;
    private volatile boolean closed;

    Loop() throws IOException {
        selector = Selector.open();
        thread.setDaemon(true);
        thread.start();
    }

    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Asks on the loop's thread. */
    <T> T ask(Supplier<T> question) {
        var answer = CompletableFuture.supplyAsync(question, this::execute);
        return answer.orTimeout(ANSWER_MINUTES, TimeUnit.MINUTES).join();
    }

    /** From the loop's thread: runs the task then. */
    void at(long nanos, Runnable task) {
        timers.add(new Due(nanos, task));
    }

    /** From the loop's thread. */
    SocketChannel connect(int port, Owner owner) {
        try {
            var channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_CONNECT, owner);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return channel;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void run() {
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        try {
            while (!closed) {
                turn(buffer);
            }
        } catch (IOException | RuntimeException | Error failure) {
            broken = failure;
        }
    }

    private void turn(ByteBuffer buffer) throws IOException {
        long wait = nanosToNext();
        if (wait > NANOS_PER_MILLI && tasks.isEmpty()) {
            selector.select(key -> serve(key, buffer), wait / NANOS_PER_MILLI);
        } else if (selector.selectNow(key -> serve(key, buffer)) == 0 && wait > 0 && tasks.isEmpty()) {
            LockSupport.parkNanos(Math.min(wait, NAP_NANOS)); // Spinning would take a processor from the server.
        }
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        while (!timers.isEmpty() && timers.peek().nanos() <= System.nanoTime()) {
            timers.remove().task().run();
        }
    }

    private long nanosToNext() {
        var next = timers.peek();
        return next == null ? TimeUnit.SECONDS.toNanos(1) : next.nanos() - System.nanoTime();
    }

    private static void serve(SelectionKey key, ByteBuffer buffer) {
        var owner = (Owner) key.attachment();
        var channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                owner.connected(channel);
            } else if (channel.read(buffer.clear()) < 0) {
                channel.close();
                owner.lost(null);
            } else {
                owner.take(buffer.flip(), System.nanoTime());
            }
        } catch (IOException | CancelledKeyException gone) {
            close(channel);
            owner.lost(gone);
        }
    }

    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }

    /** Writes all of it: what is sent here is far smaller than a socket's buffer. */
    static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Whether nothing has broken it. */
    void check() {
        if (broken != null) {
            throw new IllegalStateException("the load's own loop broke", broken);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        check();
    }
}
