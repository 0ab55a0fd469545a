package io.tidemark.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Very many clients that come back at the same time, each with something that it has missed. */
final class Herd {

    private static final int CLIENTS_PER_USER = 50;
    private static final int RATE = 1000;
    private static final Duration CEILING = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 5;

    private Herd() {}

    /** They come twice: to a process that was never asked for so much, and to one that was. */
    static void measure(Form form, Results results) throws Exception {
        int users = Math.max(1, form.herd() / CLIENTS_PER_USER);
        try (var server = Server.start();
                var traffic = new Traffic(List.of(server), users)) {
            traffic.follow(1);
            traffic.warmUp(form);
            var cursor = server.get("/api/snapshot", server.token("user-0"))
                    .get("cursor")
                    .asString();
            traffic.send(
                    Traffic.Kind.CREATE, RATE, Duration.ZERO, Duration.ofMillis(1000L * users * form.missed() / RATE));
            var tokens = server.tokens("user", users);
            for (int time = 1; time <= 2; time++) {
                results.add(new Figures("herd")
                        .with("clients", form.herd())
                        .with("missed by each", form.missed())
                        .with("time", time)
                        .is("seconds until all are live", seconds(form, server, tokens, cursor)));
            }
        }
    }

    private static double seconds(Form form, Server server, List<String> tokens, String cursor) throws Exception {
        try (var loop = new Loop()) {
            var clients = new ArrayList<Stream>();
            for (int each = 0; each < form.herd(); each++) {
                clients.add(new Stream(loop, tokens.get(each % tokens.size()), (change, nanos) -> {}).from(cursor));
            }
            long begun = System.nanoTime();
            loop.execute(() -> clients.forEach(client -> client.open(server.port())));
            await(loop, clients, form.missed());
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static void await(Loop loop, List<Stream> clients, int changes) throws InterruptedException {
        long deadline = System.nanoTime() + CEILING.toNanos();
        while (!loop.ask(() -> clients.stream().allMatch(client -> client.changes() >= changes))) {
            loop.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + CEILING);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
