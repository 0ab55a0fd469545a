package io.tidemark.resilience;

import java.util.List;

/** {@code kill -9}, in the middle of what the process does. */
final class Kills {

    static final List<Fault> ALL = List.of(
            new Fault("kill a command node in an append", (run, random) -> {
                var node = run.cluster().appending();
                node.kill();
                run.note("%d commands were in flight".formatted(run.sender().inFlight()));
                restart(run, node);
            }),
            new Fault("kill the projecting node in a batch", (run, random) -> {
                var node = run.cluster().projecting();
                node.kill();
                restart(run, node);
            }),
            new Fault("kill the query node that only streams", (run, random) -> {
                var node = run.cluster().onlyStreaming();
                node.kill();
                restart(run, node);
            }),
            new Fault("kill all nodes", (run, random) -> {
                run.cluster().appending();
                run.cluster().nodes().forEach(Node::kill);
                run.restart(run.cluster().nodes().toList());
                run.recovers("all");
            }));

    private Kills() {}

    private static void restart(Run run, Node node) throws Exception {
        run.recoversWithout(node);
        run.restart(List.of(node));
        run.recovers("all");
    }
}
