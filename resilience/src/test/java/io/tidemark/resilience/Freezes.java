package io.tidemark.resilience;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process stands still, as under a hypervisor that is too busy, and then goes on as if nothing had been. */
final class Freezes {

    private static final int TRIES = 20;

    static final List<Fault> ALL = List.of(
            new Fault("freeze a command node in an append", (run, random) -> {
                var node = run.cluster().appending();
                node.freeze();
                thawLater(run, node);
            }),
            new Fault("freeze the projecting node in a batch", (run, random) -> thawLater(run, frozenInBatch(run))),
            new Fault("freeze the query node that only streams", (run, random) -> {
                var node = run.cluster().onlyStreaming();
                node.freeze();
                thawLater(run, node);
            }));

    private Freezes() {}

    /** A batch takes milliseconds, and so does a signal: it is sent until it hits. */
    private static Node frozenInBatch(Run run) throws Exception {
        for (int attempt = 1; ; attempt++) {
            var node = run.cluster().projecting();
            node.freeze();
            if (isStuck(run) || attempt == TRIES) {
                run.note("hit at attempt %s of %s".formatted(attempt, TRIES));
                return node;
            }
            node.thaw();
        }
    }

    private static boolean isStuck(Run run) throws SQLException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(20);
        return run.cluster().isProjecting();
    }

    private static void thawLater(Run run, Node node) throws Exception {
        long thaw = System.nanoTime() + run.plan().freeze().toNanos();
        run.recoversWithout(node);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, thaw - System.nanoTime()));
        node.thaw();
        run.recovers("all");
    }
}
