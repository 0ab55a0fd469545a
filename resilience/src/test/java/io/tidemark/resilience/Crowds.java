package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many clients at once: some that do not read, and some that were away. */
final class Crowds {

    private static final int EVENTS_PER_USER = 100_000;
    private static final int HERD_PER_USER = 50;
    private static final int WARM_UP_PART = 25; // Nodes that were just started are slow, and grow.
    private static final long BYTES_PER_STALLED_CLIENT = 256 * 1024;
    private static final long BYTES_BESIDES = 48 * 1024 * 1024;

    static final List<Fault> ALL = List.of(
            new Fault("clients that stop reading", (run, random) -> stall(run)),
            new Fault("clients that are cut and come back at once", (run, random) -> cut(run)));

    private Crowds() {}

    private static void stall(Run run) throws Exception {
        var plan = run.plan();
        int users = Math.max(1, plan.flood() / EVENTS_PER_USER);
        var crowd = new Crowd(run, "flood", users, plan.stalled(), run.cluster().queryNodes(), true);
        crowd.change("warm-up", plan.flood() / WARM_UP_PART, plan.floodPerSecond());
        crowd.awaitAt(run.head());
        var before = memory(run);
        crowd.all(Client::stall);
        run.streams().delays();
        long begun = System.nanoTime();
        crowd.change("flood", plan.flood(), plan.floodPerSecond());
        run.took("sending " + plan.flood() + " events", Duration.ofNanos(System.nanoTime() - begun));
        run.delivered("the others meanwhile", plan.p99());
        run.recovers("the others");
        compare(run, before, memory(run));
        long resumed = System.nanoTime();
        crowd.all(Client::readOn);
        crowd.awaitAt(run.head());
        run.took("caught up", Duration.ofNanos(System.nanoTime() - resumed));
        crowd.all(Client::retire);
    }

    private static Map<Node, Memory> memory(Run run) throws Exception {
        var all = new LinkedHashMap<Node, Memory>();
        for (var node : run.cluster().queryNodes()) {
            all.put(node, Memory.of(node));
        }
        return all;
    }

    private static void compare(Run run, Map<Node, Memory> before, Map<Node, Memory> after) {
        long bound = run.plan().stalled() * BYTES_PER_STALLED_CLIENT + BYTES_BESIDES;
        after.forEach((node, memory) -> {
            var was = before.getOrDefault(node, memory);
            run.note("%s had %s, has %s".formatted(node, was, memory));
            if (memory.bytes() - was.bytes() > bound) {
                run.findings().add(Kind.TOO_LARGE, "%s had %s, has %s".formatted(node, was, memory));
            }
        });
    }

    private static void cut(Run run) throws Exception {
        var plan = run.plan();
        var nodes = run.cluster().queryNodes();
        int users = Math.max(1, plan.herd() / HERD_PER_USER);
        var crowd = new Crowd(run, "herd", users, plan.herd(), nodes.subList(0, 1), false);
        crowd.all(Client::leave);
        crowd.change("missed", plan.missed(), plan.floodPerSecond());
        run.recovers("while they are away");
        run.streams().delays();
        long begun = System.nanoTime();
        crowd.all(client -> {
            client.goTo(nodes.subList(nodes.size() - 1, nodes.size()));
            client.comeBack();
        });
        crowd.awaitAt(run.head());
        run.took(plan.herd() + " caught up", Duration.ofNanos(System.nanoTime() - begun));
        run.delivered("the others meanwhile", Duration.ofDays(1));
        crowd.all(Client::retire);
    }
}
