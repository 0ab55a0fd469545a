package io.tidemark.bench;

import io.tidemark.bench.Traffic.Kind;
import java.util.List;

/** How soon changes are seen, and how many there can be in a second, while the log grows. */
final class Growth {

    private static final String SOMEBODY_ELSE = "somebody else";
    private static final int WARM_UP_RATE = 200;

    private Growth() {}

    static void measure(Form form, Results results) throws Exception {
        try (var server = Server.start("--tidemark.projector.max-lag=1h");
                var traffic = new Traffic(List.of(server), form.users())) {
            traffic.follow(1);
            traffic.send(Kind.CREATE, WARM_UP_RATE, form.warmUp(), form.warmUp());
            for (int events : form.growth()) {
                LongLog.growTo(server, SOMEBODY_ELSE, events);
                EndToEnd.measure(form, results, traffic, events);
                HighestRate.search(form, results, traffic, Kind.CREATE, events);
            }
        }
    }
}
