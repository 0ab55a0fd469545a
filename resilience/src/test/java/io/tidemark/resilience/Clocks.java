package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The clock of one node is wrong by an hour. */
final class Clocks {

    private static final Duration WRONG = Duration.ofHours(1);
    private static final long SECONDS = 6; // Longer than the projector's claim is good for.

    static final List<Fault> ALL = List.of(
            new Fault(
                    "a command node's clock goes wrong",
                    (run, random) -> forwardAndBack(run, any(run.cluster().commandNodes(), random))),
            new Fault(
                    "the projecting node's clock goes wrong",
                    (run, random) -> forwardAndBack(run, run.cluster().projecting())),
            new Fault(
                    "the clock of the node that only streams goes wrong",
                    (run, random) -> forwardAndBack(run, run.cluster().onlyStreaming())),
            new Fault("kill the projecting node while its clock is ahead", (run, random) -> {
                var node = run.cluster().projecting();
                node.shiftClock(WRONG);
                TimeUnit.SECONDS.sleep(SECONDS);
                if (run.cluster().projecting() != node) {
                    run.findings().add(Kind.UNCHECKED, "%s, whose clock is ahead, projects no longer".formatted(node));
                }
                node.kill();
                node.shiftClock(Duration.ZERO);
                if (!run.recoversWithout(node)) {
                    run.cluster()
                            .postgres()
                            .execute("UPDATE token_entry SET owner = NULL"); // Else it would last an hour.
                }
                run.restart(List.of(node));
                run.recovers("all");
            }));

    private Clocks() {}

    private static Node any(List<Node> nodes, Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private static void forwardAndBack(Run run, Node node) throws Exception {
        for (var offset : List.of(WRONG, WRONG.negated(), Duration.ZERO)) {
            node.shiftClock(offset);
            run.recovers("%+d min".formatted(offset.toMinutes()));
            TimeUnit.SECONDS.sleep(SECONDS);
            run.recovers("%+d min, later".formatted(offset.toMinutes()));
        }
    }
}
