package io.tidemark.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All writers at work, each on a thread of its own. */
final class Load {

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

    /** Ends when all that was sent is answered. */
    void finish() throws InterruptedException {
        enough = true;
        for (var thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(2));
            thread.interrupt();
        }
    }
}
