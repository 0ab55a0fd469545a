package io.tidemark.bench;

import io.tidemark.bench.Traffic.Kind;
import java.util.List;

/** How soon changes are seen, and how many there can be in a second, while the log grows. */
final class Growth {

    private static final String SOMEBODY_ELSE = "somebody else";

    private Growth() {}

    static void measure(Form form, Results results) throws Exception {
        try (var server = Server.start("--tidemark.projector.max-lag=1h");
                var traffic = new Traffic(List.of(server), form.users())) {
            traffic.follow(1);
            traffic.warmUp(form);
            for (int events : form.growth()) {
                int before = LongLog.growTo(server, SOMEBODY_ELSE, events);
                traffic.warmAgain(form);
                EndToEnd.measure(form, results, traffic, before);
                HighestRate.search(form, results, traffic, Kind.CREATE, before);
            }
        }
    }
}
