package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.time.Duration;
import java.util.List;

/** A new release: each node in turn is asked to end, and started again. Nobody is to notice. */
final class Restarts {

    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);
    private static final int ROUNDS = 3;

    static final List<Fault> ALL = List.of(new Fault("restart every node in turn", (run, random) -> {
        long before = run.sender().retriedMoreThanOnce();
        for (int round = 0; round < (run.plan().isLong() ? ROUNDS : 1); round++) {
            for (var node : run.cluster().nodes().toList()) {
                restart(run, node);
            }
        }
        long failed = run.sender().retriedMoreThanOnce() - before;
        if (failed > 0) {
            run.findings().add(Kind.REFUSED, failed + " commands had to be sent more than twice in a rolling restart");
        }
    }));

    private Restarts() {}

    private static void restart(Run run, Node node) throws Exception {
        var gone = node.stop();
        run.took("gone after SIGTERM", gone);
        if (gone.compareTo(GONE_WITHIN) > 0) {
            run.findings().add(Kind.TOO_SLOW, "%s was gone %s after SIGTERM".formatted(node, gone));
        }
        run.restart(List.of(node));
        run.recovers("all");
    }
}
