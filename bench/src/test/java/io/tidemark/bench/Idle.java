package io.tidemark.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections on which nothing happens but checkpoints. */
final class Idle {

    private static final int PER_USER = 10;

    private Idle() {}

    static void measure(Form form, Results results) throws Exception {
        for (int connections : form.idle()) {
            try (var server = Server.start();
                    var traffic = new Traffic(List.of(server), connections / PER_USER)) {
                traffic.follow(1);
                traffic.send(Traffic.Kind.CREATE, 100, form.warmUp(), form.warmUp());
                server.collect();
                long before = server.memory();
                traffic.follow(PER_USER - 1);
                server.collect();
                TimeUnit.MILLISECONDS.sleep(form.quiet().toMillis());
                server.collect();
                long held = server.memory() - before;
                var processor = server.processorTime();
                TimeUnit.MILLISECONDS.sleep(form.quiet().toMillis());
                var spent = server.processorTime().minus(processor);
                int added = connections / PER_USER * (PER_USER - 1);
                results.add(new Figures("idle")
                        .with("connections", connections)
                        .is("KB per connection", held / 1024.0 / added)
                        .is(
                                "processors",
                                (double) spent.toMillis() / form.quiet().toMillis())
                        .is("ended", traffic.ended()));
            }
        }
    }
}
