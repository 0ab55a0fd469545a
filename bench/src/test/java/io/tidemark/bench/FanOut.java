package io.tidemark.bench;

import java.util.List;

/** One user's changes to very many streams. */
final class FanOut {

    private static final int RATE = 20;

    private FanOut() {}

    static void measure(Form form, Results results) throws Exception {
        try (var server = Server.start()) {
            try (var many = new Traffic(List.of(server), form.users())) {
                many.follow(1);
                many.warmUp(form);
            }
            measure(form, results, server);
        }
    }

    private static void measure(Form form, Results results, Server server) throws Exception {
        try (var traffic = new Traffic(List.of(server), 1)) {
            traffic.follow(form.fans());
            var outcome =
                    traffic.send(Traffic.Kind.CREATE, RATE, form.measured().dividedBy(5), form.measured());
            results.add(new Figures("fan-out")
                    .with("changes/s", RATE)
                    .with("streams", form.fans())
                    .is("p50 ms", outcome.seen().millis(50))
                    .is("p99 ms", outcome.seen().millis(99))
                    .is("failed", outcome.failed())
                    .is("not seen", outcome.lost()));
        }
    }
}
