package io.tidemark.resilience;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tells when Tidemark works again: when a change sent to each command node is seen by a client on each query node. */
final class Probe {

    private static final String USER = "probe";
    private static final long POLL_MILLIS = 10;

    private final String token;
    private final Sender sender;
    private final Random random;
    private final Map<Node, Client> clients = new LinkedHashMap<>();
    private int changes;

    Probe(Cluster cluster, Sender sender, Streams streams, Random random) throws IOException, InterruptedException {
        this.sender = sender;
        this.random = random;
        token = cluster.token(USER);
        for (var node : cluster.queryNodes()) {
            var client = new Client("probe at " + node, USER, token, List.of(node), 0, streams);
            clients.put(node, client);
            streams.add(client);
        }
    }

    /** Returns how long it took, or fails after the ceiling. */
    Duration untilSeen(List<Node> commandNodes, List<Node> queryNodes, Duration ceiling)
            throws InterruptedException, RecoveryException {
        long begun = System.nanoTime();
        long deadline = begun + ceiling.toNanos();
        long position = 0;
        for (var node : commandNodes) {
            position = Math.max(position, untilKept(node, deadline));
        }
        for (var node : queryNodes) {
            var client = clients.get(node);
            while (client == null || !client.isLive() || client.position() < position) {
                waitOrFail(deadline, "the client on %s is not there, or not at %s".formatted(node, position));
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** It did not work again in time. */
    static final class RecoveryException extends Exception {

        private static final long serialVersionUID = 1;

        RecoveryException(String what) {
            super(what);
        }
    }

    private long untilKept(Node node, long deadline) throws InterruptedException, RecoveryException {
        changes++;
        var body = "{\"title\":\"%s\",\"content\":\"Hello\"}".formatted(random.nextLong());
        var command = new Command("POST", "/api/saved-replies", body, "probe-" + changes, USER, token, "");
        while (true) {
            try {
                var answer = Http.send("POST", node.at(command.path()), token, command.key(), body);
                if (answer.isDone()) {
                    var subject = "reply/" + answer.json().get("id").asString();
                    sender.acknowledged()
                            .add(new Acknowledged(command.id(), subject, answer.version(), answer.position()));
                    return answer.position();
                }
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
            waitOrFail(deadline, node + " does not take a change");
        }
    }

    private static void waitOrFail(long deadline, String what) throws InterruptedException, RecoveryException {
        if (System.nanoTime() > deadline) {
            throw new RecoveryException(what);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }

    Stream<Client> clients() {
        return clients.values().stream();
    }
}
