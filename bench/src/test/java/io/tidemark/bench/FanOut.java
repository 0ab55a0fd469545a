package io.tidemark.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One user's changes to very many streams. */
final class FanOut {

    private static final int RATE = 20;

    /** Within which every dashboard shows what was done before, by far. */
    private static final long SHOWN_MILLIS = 3000;

    private FanOut() {}

    static void measure(Form form, Results results) throws Exception {
        try (var server = Server.start()) {
            Traffic.warmUp(form, server, 1);
            measure(form, results, server);
            watch(form, results, server);
        }
    }

    static void measure(Form form, Results results, Target server) throws IOException, InterruptedException {
        try (var traffic = new Traffic(List.of(server), 1)) {
            traffic.follow(form.fans());
            // Until now it is warm for one stream of each user.
            traffic.send(Traffic.Kind.CREATE, RATE, form.measured(), Duration.ZERO);
            var outcome = traffic.repeat(form, RATE);
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

    /** The same changes, on the dashboards of very many who watch all. */
    private static void watch(Form form, Results results, Server server) throws IOException, InterruptedException {
        try (var loop = new Loop();
                var traffic = new Traffic(List.of(server), 1)) {
            var times = new Latencies();
            var token = server.token("boss", "admin");
            loop.execute(() -> IntStream.range(0, form.fans())
                    .forEach(nth -> new Watcher(loop, token, times).open(server.port())));
            traffic.send(Traffic.Kind.CREATE, RATE, form.measured().dividedBy(5), Duration.ZERO);
            TimeUnit.MILLISECONDS.sleep(SHOWN_MILLIS);
            loop.execute(times::clear); // The first frame of each has what was long before.
            var outcome = traffic.send(Traffic.Kind.CREATE, RATE, Duration.ZERO, form.measured());
            TimeUnit.MILLISECONDS.sleep(SHOWN_MILLIS);
            loop.check();
            results.add(loop.ask(() -> new Figures("fan-out")
                    .with("server", server.name())
                    .with("changes/s", RATE)
                    .with("dashboards", form.fans())
                    .is("p50 ms", times.millis(50))
                    .is("p99 ms", times.millis(99))
                    .is("shown of each", (double) times.size() / form.fans() / outcome.sent())));
        }
    }
}
