package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** One run: a cluster under load with clients on it, faults that strike it, and the check at the end. */
final class Run implements AutoCloseable {

    private static final Duration RECOVERY_CEILING = Duration.ofSeconds(60);
    private static final Duration CATCH_UP_CEILING = Duration.ofMinutes(2);
    private static final Duration REPLAY_CEILING = Duration.ofMinutes(20);
    private static final long POLL_MILLIS = 50;

    private final Plan plan;
    private final Path directory;
    private final Findings findings = new Findings();
    private final Report report;
    private final Cluster cluster;
    private final Peeks peeks = new Peeks(findings);
    private final Streams streams;
    private final Sender sender;
    private final Load load;
    private final Probe probe;
    private final Beginnings beginnings;
    private String fault = "";

    private Run(Plan plan, Path directory, Cluster cluster) throws IOException, InterruptedException {
        this.plan = plan;
        this.directory = directory;
        this.cluster = cluster;
        report = new Report(plan, directory);
        streams = new Streams(findings, peeks);
        sender = new Sender(cluster.commandNodes(), findings);
        load = new Load(sender, writers(), plan.perSecond());
        probe = new Probe(cluster, sender, streams, new Random(plan.seed()));
        beginnings = new Beginnings(cluster, sender, streams, findings, plan);
    }

    /** Starts the cluster, and connects the clients. */
    static Run start(Plan plan) throws IOException, InterruptedException {
        var directory = Path.of("target", "runs", Long.toString(plan.seed())).toAbsolutePath();
        FileSystemUtils.deleteRecursively(directory); // An earlier run with the same seed.
        Files.createDirectories(directory);
        var cluster = new Cluster(directory, plan.nodes());
        cluster.start();
        return new Run(plan, directory, cluster);
    }

    private List<Writer> writers() throws IOException, InterruptedException {
        var workflow = cluster.token("workflow", "workflow");
        var random = new Random(plan.seed());
        var writers = new ArrayList<Writer>();
        for (int each = 1; each <= plan.users(); each++) {
            var user = "user-" + each;
            var token = cluster.token(user);
            var own = new Random(random.nextLong());
            writers.add(new Writer(user, token, "workflow", workflow, own, peeks));
            for (int client = 1; client <= plan.clients(); client++) {
                int first = random.nextInt(plan.nodes());
                streams.add(new Client(user + "/" + client, user, token, cluster.queryNodes(), first, streams));
            }
        }
        return writers;
    }

    /** Everything, from the first change to the check. */
    Report go() throws Exception {
        recovers("start");
        awaitLive();
        load.start();
        attempt(this::strikeAll);
        if (!load.finishes()) {
            findings.add(Kind.TOO_SLOW, sender.inFlight() + " commands were never answered");
        }
        catchUp();
        attempt(beginnings::end);
        var clients = streams.clients();
        streams.end();
        peeks.end();
        attempt(() -> check(clients));
        hasLooked(clients);
        return report.of(this);
    }

    private interface Part {
        void go() throws Exception;
    }

    /** What breaks is noted, and hides nothing of what was found before. */
    private void attempt(Part part) throws InterruptedException {
        try {
            part.go();
        } catch (InterruptedException timeout) {
            throw timeout;
        } catch (Exception broken) {
            findings.add(Kind.TOO_SLOW, "after %s it did not come to its end: %s".formatted(fault, broken));
        }
    }

    /** Nothing is to happen before there is somebody to see it. */
    private void awaitLive() throws InterruptedException {
        long deadline = System.nanoTime() + RECOVERY_CEILING.toNanos();
        while (!streams.clients().stream().allMatch(Client::isLive)) {
            if (System.nanoTime() > deadline) {
                findings.add(Kind.TOO_SLOW, "not all clients had a verdict when the load began");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Each fault once, and then whatever comes next, for as long as it is to last. */
    private void strikeAll() throws Exception {
        var random = new Random(plan.seed());
        beginnings.more();
        for (var each : Fault.all()) {
            strike(each, new Random(random.nextLong()));
        }
        long end = System.nanoTime() + plan.duration().toNanos();
        var faults = Fault.repeatable();
        while (System.nanoTime() < end && !faults.isEmpty()) {
            strike(faults.get(random.nextInt(faults.size())), new Random(random.nextLong()));
        }
    }

    private void strike(Fault next, Random random) throws Exception {
        fault = next.name();
        next.blow().strike(this, random);
        beginnings.more();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1000));
    }

    void took(String what, Duration time) {
        report.took(fault, what, time);
    }

    /** What a fault has to say for the report. */
    void note(String text) {
        report.note(fault, text);
    }

    /** Starts nodes that have ended, and waits until they are ready. */
    void restart(List<Node> nodes) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (var node : nodes) {
            node.start();
        }
        for (var node : nodes) {
            node.awaitReady();
        }
        report.took(fault, "restart", Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Waits until everything works again, and tells whether it did. */
    boolean recovers(String what) throws InterruptedException {
        return recovers(what, cluster.commandNodes(), cluster.queryNodes());
    }

    /** Waits until everything that does not need the node works again. */
    boolean recoversWithout(Node node) throws InterruptedException {
        return recovers("without it", others(cluster.commandNodes(), node), others(cluster.queryNodes(), node));
    }

    private static List<Node> others(List<Node> nodes, Node without) {
        return nodes.stream().filter(node -> node != without).toList();
    }

    private boolean recovers(String what, List<Node> commandNodes, List<Node> queryNodes) throws InterruptedException {
        try {
            report.took(fault, what, probe.untilSeen(commandNodes, queryNodes, RECOVERY_CEILING));
            return true;
        } catch (Probe.RecoveryException late) {
            findings.add(Kind.TOO_SLOW, "%s, %s: %s".formatted(fault, what, late.getMessage()));
            return false;
        }
    }

    /** The last position in the log. */
    long head() throws SQLException {
        try (var database = new Database(cluster.postgres().connect())) {
            return database.head();
        }
    }

    /** Reports how long deliveries took since it was last asked for, of which 99 in 100 are to be within a time. */
    void delivered(String what, Duration p99) {
        var delays = streams.delays();
        note(what + ": " + delays);
        if (delays.percentile(99) > p99.toMillis()) {
            findings.add(Kind.TOO_SLOW, "%s, %s: %s".formatted(fault, what, delays));
        }
    }

    /** Waits until every client has come as far as the log. */
    private void catchUp() throws SQLException, InterruptedException {
        long head = head();
        long deadline = System.nanoTime() + CATCH_UP_CEILING.toNanos();
        while (streams.clients().stream().anyMatch(client -> !client.isRetired() && client.position() < head)) {
            if (System.nanoTime() > deadline) {
                findings.add(Kind.TOO_SLOW, "the clients do not catch up with " + head);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private void check(List<Client> clients) throws Exception {
        try (var database = new Database(cluster.postgres().connect())) {
            var log = database.log();
            report.events(log.size());
            var check = new Check(log, findings);
            check.order();
            check.kept(sender.acknowledged());
            check.gone(peeks.gone());
            for (var client : clients) {
                long upTo = client.isRetired() ? client.position() : log.size();
                check.client(client.toString(), client.user(), client.from(), upTo, client.seen());
            }
            database.check(findings);
        }
        replay();
    }

    /** What was not looked at is not in order, it is unknown. */
    private void hasLooked(List<Client> clients) {
        var looks = Map.of(
                "commands acknowledged", (long) sender.acknowledged().size(),
                "changes seen",
                        clients.stream()
                                .mapToLong(client -> client.seen().size())
                                .sum(),
                "read models looked at", peeks.looked(),
                "snapshots compared", (long) beginnings.compared(),
                "clients that began in the middle", (long) beginnings.clients());
        looks.forEach((what, count) -> {
            if (count == 0) {
                findings.add(Kind.UNCHECKED, "there are no " + what);
            }
        });
    }

    private void replay() throws IOException, InterruptedException {
        var node = cluster.queryNodes().get(0);
        var admin = cluster.token("admin", "admin");
        var id = Http.post(node.at("/api/audit/replays"), admin, "{\"mode\":\"shadow\"}")
                .json()
                .get("id")
                .asLong();
        long deadline = System.nanoTime() + REPLAY_CEILING.toNanos();
        var answer = Http.get(node.at("/api/audit/replays/" + id), admin);
        while (answer.json().get("state").asString().equals("running") && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            answer = Http.get(node.at("/api/audit/replays/" + id), admin);
        }
        if (!answer.json().get("state").asString().equals("matches")) {
            findings.add(Kind.READ_MODEL, answer.body());
        }
    }

    Cluster cluster() {
        return cluster;
    }

    Sender sender() {
        return sender;
    }

    Streams streams() {
        return streams;
    }

    Peeks peeks() {
        return peeks;
    }

    Beginnings beginnings() {
        return beginnings;
    }

    Plan plan() {
        return plan;
    }

    Findings findings() {
        return findings;
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        for (var side : Program.Side.values()) {
            FileSystemUtils.deleteRecursively(directory.resolve(side.module()));
        }
        if (findings.isEmpty()) {
            FileSystemUtils.deleteRecursively(directory.resolve("postgres"));
        }
    }
}
