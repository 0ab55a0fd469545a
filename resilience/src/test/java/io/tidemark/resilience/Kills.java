package io.tidemark.resilience;

import io.tidemark.testkit.TcpProxy;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** {@code kill -9}, in the middle of what the process does. */
final class Kills {

    static final List<Fault> ALL = List.of(
            new Fault("kill a command node in an append", (run, random) -> {
                var node = run.cluster().appending();
                node.kill();
                run.note("%s commands were in flight".formatted(run.sender().inFlight()));
                restart(run, node);
            }),
            new Fault("lose the command nodes in an append", (run, random) -> {
                var nodes = run.cluster().commandNodes();
                nodes.forEach(node -> node.line().inject(TcpProxy.Fault.SLOW));
                for (int each = 0; each < nodes.size(); each++) {
                    lose(run.cluster().appending(), random);
                }
                run.note("%s commands were in flight".formatted(run.sender().inFlight()));
                nodes.forEach(node -> node.line().mend());
                run.restart(nodes);
                run.recovers("all");
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

    /**
     * As when a machine fails: what it has sent and PostgreSQL has not had is gone with it. The line being slow, that is
     * anywhere between the steps of an append, and not as good as always at its beginning.
     */
    private static void lose(Node node, Random random) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextLong(2 * TcpProxy.DELAY.toMillis()));
        node.line().inject(TcpProxy.Fault.CUT);
        node.kill();
    }

    private static void restart(Run run, Node node) throws Exception {
        run.recoversWithout(node);
        run.restart(List.of(node));
        run.recovers("all");
    }
}
