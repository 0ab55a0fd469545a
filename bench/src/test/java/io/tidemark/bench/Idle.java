package io.tidemark.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections on which nothing happens but checkpoints. */
final class Idle {

    private static final int PER_USER = 10;

    /** Little, so that there is not much of the heap that connections could be held in without it growing. */
    private static final int RATE = 100;

    private static final long PAUSE_MILLIS = 2000;

    private Idle() {}

    static void measure(Form form, Results results) throws Exception {
        for (int connections : form.idle()) {
            try (var server = Server.start();
                    var traffic = new Traffic(List.of(server), connections / PER_USER)) {
                traffic.follow(1);
                traffic.send(Traffic.Kind.CREATE, RATE, Duration.ZERO, form.measured());
                long before = settled(server);
                traffic.follow(PER_USER - 1);
                TimeUnit.MILLISECONDS.sleep(form.quiet().toMillis());
                long after = settled(server);
                var processor = server.processorTime();
                TimeUnit.MILLISECONDS.sleep(form.quiet().toMillis());
                var spent = server.processorTime().minus(processor);
                int added = connections / PER_USER * (PER_USER - 1);
                results.add(new Figures("idle")
                        .with("connections", connections)
                        .is("KB per connection", (after - before) / 1024.0 / added)
                        .is("MB of the process", after / (1024.0 * 1024))
                        .is(
                                "processors",
                                (double) spent.toMillis() / form.quiet().toMillis())
                        .is("ended", traffic.ended()));
            }
        }
    }

    /** What it holds when it has given back what it does not need, which it does a moment after it has found that out. */
    private static long settled(Server server) throws IOException, InterruptedException {
        for (int times = 0; times < 2; times++) {
            server.collect();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return server.memory();
    }
}
