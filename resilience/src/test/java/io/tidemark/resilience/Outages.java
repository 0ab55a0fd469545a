package io.tidemark.resilience;

import io.tidemark.testkit.TcpProxy;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** PostgreSQL goes, or the way to it. */
final class Outages {

    private static final int SHORTEST_MILLIS = 1000;

    static final List<Fault> ALL = List.of(
            new Fault("crash PostgreSQL", (run, random) -> {
                var postgres = run.cluster().postgres();
                postgres.crash();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(longestMillis(run)));
                postgres.start();
                run.recovers("all");
            }),
            new Fault("terminate all sessions", (run, random) -> {
                run.cluster().postgres().terminateSessions();
                run.recovers("all");
            }),
            new Fault("cut one node's line", (run, random) -> one(run, random, TcpProxy.Fault.CUT)),
            new Fault("cut all lines", (run, random) -> all(run, random, TcpProxy.Fault.CUT)),
            new Fault("silence one node's line", (run, random) -> one(run, random, TcpProxy.Fault.SILENT)),
            new Fault("silence all lines", (run, random) -> all(run, random, TcpProxy.Fault.SILENT)),
            new Fault("slow one node's line", (run, random) -> one(run, random, TcpProxy.Fault.SLOW)),
            new Fault("slow all lines", (run, random) -> all(run, random, TcpProxy.Fault.SLOW)));

    private Outages() {}

    private static int longestMillis(Run run) {
        return (int) run.plan().outage().toMillis();
    }

    private static void one(Run run, Random random, TcpProxy.Fault state) throws Exception {
        var nodes = run.cluster().nodes().toList();
        var node = nodes.get(random.nextInt(nodes.size()));
        run.note(node + " is struck");
        during(run, random, List.of(node), state);
    }

    private static void all(Run run, Random random, TcpProxy.Fault state) throws Exception {
        during(run, random, run.cluster().nodes().toList(), state);
    }

    private static void during(Run run, Random random, List<Node> nodes, TcpProxy.Fault state) throws Exception {
        nodes.forEach(node -> node.line().inject(state));
        TimeUnit.MILLISECONDS.sleep(SHORTEST_MILLIS + random.nextInt(longestMillis(run) - SHORTEST_MILLIS));
        nodes.forEach(node -> node.line().mend());
        run.recovers("all");
    }
}
