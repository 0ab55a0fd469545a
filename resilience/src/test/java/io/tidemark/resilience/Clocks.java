package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The clock of one node is wrong by an hour. */
final class Clocks {

    private static final Duration WRONG = Duration.ofHours(1);
    private static final long SECONDS = 4; // Longer than the projector's claim is good for.

    static final List<Fault> ALL = List.of(
            new Fault(
                    "the projecting node's clock goes wrong",
                    (run, random) -> forwardAndBack(run, run.cluster().projecting(), null)),
            new Fault(
                    "the clocks of a command node and of the node that only streams go wrong",
                    (run, random) -> forwardAndBack(
                            run,
                            run.cluster().onlyStreaming(),
                            any(run.cluster().commandNodes(), random))),
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

    /** @param other whose clock goes the other way; null if there is none */
    private static void forwardAndBack(Run run, Node node, @Nullable Node other) throws Exception {
        for (var offset : List.of(WRONG, WRONG.negated())) {
            node.shiftClock(offset);
            if (other != null) {
                other.shiftClock(offset.negated());
            }
            run.recovers(String.format(Locale.ROOT, "%+d min", offset.toMinutes()));
            TimeUnit.SECONDS.sleep(SECONDS);
            run.recovers(String.format(Locale.ROOT, "%+d min, later", offset.toMinutes()));
        }
        node.shiftClock(Duration.ZERO);
        if (other != null) {
            other.shiftClock(Duration.ZERO);
        }
        run.recovers("right again");
    }
}
