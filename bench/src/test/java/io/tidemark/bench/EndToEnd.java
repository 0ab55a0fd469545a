package io.tidemark.bench;

import java.sql.SQLException;

/** From the time at which a change is due to be sent until its frame is there. */
final class EndToEnd {

    private static final int[] RATES = {200, 1000};

    private EndToEnd() {}

    static void measure(Form form, Results results, Traffic traffic, int events)
            throws InterruptedException, SQLException {
        for (int rate : RATES) {
            traffic.settle();
            var outcome = traffic.repeat(form, rate);
            results.add(new Figures("end to end")
                    .with("server", traffic.server())
                    .with("changes/s", rate)
                    .with("users", form.users())
                    .with("events before", events)
                    .is("p50 ms", outcome.seen().millis(50))
                    .is("p99 ms", outcome.seen().millis(99))
                    .is("p99.9 ms", outcome.seen().millis(99.9))
                    .is("answered p50 ms", outcome.done().millis(50))
                    .is("answered p99 ms", outcome.done().millis(99))
                    .is("failed", outcome.failed())
                    .is("not seen", outcome.lost())
                    .is("out of order", outcome.outOfOrder()));
        }
    }
}
