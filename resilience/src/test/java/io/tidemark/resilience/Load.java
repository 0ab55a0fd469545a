package io.tidemark.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All writers at work, each on a thread of its own. */
final class Load {

    private static final Duration CEILING = Duration.ofMinutes(2);

    private final Sender sender;
    private final long meanPauseMillis;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;

    /** @param perSecond how many commands all of them send together, as long as they are answered at once */
    Load(Sender sender, List<Writer> writers, int perSecond) {
        this.sender = sender;
        meanPauseMillis = writers.size() * 1000L / perSecond;
        for (var writer : writers) {
            threads.add(new Thread(() -> work(writer), "writer"));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void work(Writer writer) {
        try {
            while (!enough) {
                sender.send(writer.next(), writer.random().nextInt(100));
                TimeUnit.MILLISECONDS.sleep(writer.random().nextLong(2 * meanPauseMillis));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all that was sent is answered, and tells whether it was. */
    boolean finishes() throws InterruptedException {
        enough = true;
        long deadline = System.nanoTime() + CEILING.toNanos();
        boolean all = true;
        for (var thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            all &= !thread.isAlive();
            thread.interrupt();
        }
        return all;
    }
}
