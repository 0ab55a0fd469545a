package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/**
 * Clients that begin in the middle: at the cursor of all that was just read, or of a change that was just made. And what
 * was read, with the events behind its cursor, is what is read the next time.
 */
final class Beginnings {

    private static final int CHANGES =
            5; // Each next to a read: a cursor that is not of its rows shows while they change.
    private static final int MOST = 60;

    private record Snapshot(String cursor, Holdings holdings) {

        long position() {
            return Http.positionOf(cursor);
        }
    }

    private final Cluster cluster;
    private final Sender sender;
    private final Streams streams;
    private final Findings findings;
    private final int users;
    private final Random random;
    private final Map<String, Snapshot> last = new HashMap<>();
    private final Queue<Client> begun = new ArrayDeque<>();
    private int changes;
    private int clients;
    private int compared;

    Beginnings(Cluster cluster, Sender sender, Streams streams, Findings findings, Plan plan) {
        this.cluster = cluster;
        this.sender = sender;
        this.streams = streams;
        this.findings = findings;
        this.users = plan.users();
        this.random = new Random(plan.seed());
    }

    /** One more of each, for a user who goes on writing meanwhile; none if something is out of order. */
    void more() throws SQLException, InterruptedException {
        var user = "user-" + (1 + random.nextInt(users));
        try (var database = new Database(cluster.postgres().connect())) {
            var token = cluster.token(user);
            var changed = "";
            for (int each = 0; each < CHANGES; each++) {
                changed = change(user, token);
                look(database, user, token);
            }
            begin(user, token, "after a change", changed);
            var snapshot = last.get(user);
            begin(user, token, "after a snapshot", snapshot == null ? "" : snapshot.cursor());
        } catch (IOException outOfOrder) {
            return;
        }
    }

    /** Returns the answer's cursor; empty if it was not done. */
    private String change(String user, String token) throws IOException, InterruptedException {
        changes++;
        var node =
                cluster.commandNodes().get(random.nextInt(cluster.commandNodes().size()));
        var body = "{\"title\":\"%s\",\"content\":\"Hello\"}".formatted(random.nextLong());
        var command = new Command("POST", "/api/saved-replies", body, "begin-" + changes, user, token, "");
        var answer = Http.send("POST", node.at(command.path()), token, command.key(), body);
        if (!answer.isDone()) {
            return "";
        }
        var subject = "reply/" + answer.json().get("id").asString();
        sender.acknowledged().add(new Acknowledged(command.id(), subject, answer.version(), answer.position()));
        return answer.cursor();
    }

    private void look(Database database, String user, String token)
            throws IOException, SQLException, InterruptedException {
        var node = cluster.queryNodes().get(random.nextInt(cluster.queryNodes().size()));
        var answer = Http.get(node.at("/api/snapshot"), token);
        if (!answer.isDone() || answer.json().has("next")) { // Only one page alone stands at one position.
            return;
        }
        var snapshot = new Snapshot(answer.cursor(), Holdings.of(answer.json()));
        var before = last.put(user, snapshot);
        if (before != null && before.position() <= snapshot.position()) { // Else it is of a node that is behind.
            compare(database, user, before, snapshot);
        }
    }

    private void compare(Database database, String user, Snapshot before, Snapshot after) throws SQLException {
        compared++;
        var changes = database.changes(user, before.position(), after.position());
        var difference = difference(before.holdings(), changes, after.holdings());
        if (!difference.isEmpty()) {
            findings.add(
                    Kind.SNAPSHOT,
                    "%s at %s, with what followed, at %s: %s"
                            .formatted(user, before.cursor(), after.cursor(), difference));
        }
    }

    private static String difference(Holdings before, List<Holdings.Change> changes, Holdings after) {
        try {
            return before.after(changes).difference(after);
        } catch (IllegalArgumentException noSuccessor) {
            return String.valueOf(noSuccessor.getMessage());
        }
    }

    private void begin(String user, String token, String how, String cursor) {
        if (cursor.isEmpty()) {
            return;
        }
        clients++;
        var name = "%s/%s %s".formatted(user, clients, how);
        var client = new Client(name, user, token, cluster.queryNodes(), clients, streams);
        client.beginAt(cursor);
        streams.add(client);
        begun.add(client);
        if (begun.size() > MOST) {
            streams.execute(begun.remove()::retire);
        }
    }

    /** Reads once more what was read last, when there are no more changes. */
    void end() throws IOException, SQLException, InterruptedException {
        try (var database = new Database(cluster.postgres().connect())) {
            for (var user : List.copyOf(last.keySet())) {
                look(database, user, cluster.token(user));
            }
        }
    }

    /** How many clients began so. */
    int clients() {
        return clients;
    }

    /** How many snapshots were compared with the one before. */
    int compared() {
        return compared;
    }
}
