package io.tidemark.bench;

import io.tidemark.bench.Traffic.Kind;
import java.util.List;

/** What Axon's own event stores would do in place of Tidemark's log. */
final class Stock {

    private Stock() {}

    static void measure(Form form, Results results) throws Exception {
        for (var engine : form.stock()) {
            try (var server = Server.withStock(engine)) {
                Traffic.warmUp(form, server, 0);
                double rate = HighestRate.search(form, results, List.of(server), Kind.CREATE, 0);
                results.relateTo(server.name(), "changes/s", rate);
            }
        }
    }
}
