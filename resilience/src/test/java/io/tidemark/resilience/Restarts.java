package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.util.List;
import java.util.stream.IntStream;

/** A new release: each node in turn is asked to end, and started again. Nobody is to notice. */
final class Restarts {

    private static final int ROUNDS = 3;

    static final List<Fault> ALL = List.of(new Fault("restart every node in turn", (run, random) -> {
        long before = run.sender().retriedMoreThanOnce();
        for (int round = 0; round < (run.plan().isLong() ? ROUNDS : 1); round++) {
            for (var nodes : turns(run)) {
                restart(run, nodes);
            }
        }
        long failed = run.sender().retriedMoreThanOnce() - before;
        run.note(failed + " commands were sent more than twice");
        if (failed > 0 && run.plan().isLong()) {
            run.findings().add(Kind.REFUSED, failed + " commands had to be sent more than twice in a rolling restart");
        }
    }));

    private Restarts() {}

    /** In the short form one of each side goes at the same time. */
    private static List<List<Node>> turns(Run run) {
        var cluster = run.cluster();
        if (run.plan().isLong()) {
            return cluster.nodes().map(List::of).toList();
        }
        return IntStream.range(0, cluster.commandNodes().size())
                .mapToObj(nth -> List.of(
                        cluster.commandNodes().get(nth), cluster.queryNodes().get(nth)))
                .toList();
    }

    private static void restart(Run run, List<Node> nodes) throws Exception {
        for (var node : nodes) {
            var gone = node.stop();
            run.took("gone after SIGTERM", gone);
            if (gone.compareTo(run.plan().gone()) > 0) {
                run.findings().add(Kind.TOO_SLOW, "%s was gone %s after SIGTERM".formatted(node, gone));
            }
        }
        run.restart(nodes);
        run.recovers("all");
    }
}
