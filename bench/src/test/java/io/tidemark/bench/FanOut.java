package io.tidemark.bench;

import java.io.IOException;
import java.util.List;

/** One user's changes to very many streams. */
final class FanOut {

    private static final int RATE = 20;

    private FanOut() {}

    static void measure(Form form, Results results) throws Exception {
        try (var server = Server.start()) {
            Traffic.warmUp(form, server, 1);
            measure(form, results, server);
        }
    }

    static void measure(Form form, Results results, Target server) throws IOException, InterruptedException {
        try (var traffic = new Traffic(List.of(server), 1)) {
            traffic.follow(form.fans());
            var outcome =
                    traffic.send(Traffic.Kind.CREATE, RATE, form.measured().dividedBy(5), form.measured());
            results.add(new Figures("fan-out")
                    .with("server", traffic.server())
                    .with("changes/s", RATE)
                    .with("streams", form.fans())
                    .is("p50 ms", outcome.seen().millis(50))
                    .is("p99 ms", outcome.seen().millis(99))
                    .is("failed", outcome.failed())
                    .is("not seen", outcome.lost()));
        }
    }
}
