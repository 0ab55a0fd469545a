package io.tidemark.resilience;

import io.tidemark.testkit.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Several nodes of both sides on one PostgreSQL, each behind a line of its own. */
final class Cluster implements AutoCloseable {

    private static final int LOWEST_PORT = 20_000; // Below what the system gives to whoever connects.
    private static final Duration SEARCH = Duration.ofSeconds(30);

    /** Whoever is in the middle of an append. */
    private static final String APPENDING = """
            SELECT a.client_port FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'tidemark-appender'
            """;

    /** Whoever is in the middle of a projection: a batch moves the token before it writes anything else. */
    private static final String PROJECTING = """
            SELECT a.client_port FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.relation = 'token_entry'::regclass AND l.mode = 'RowExclusiveLock' AND l.granted
            """;

    private static int nextPort = LOWEST_PORT;

    private final Path directory;
    private final Postgres postgres;
    private final Program commandSide;
    private final Program querySide;
    private final List<Node> commandNodes = new ArrayList<>();
    private final List<Node> queryNodes = new ArrayList<>();
    private boolean closed;

    Cluster(Path directory, int nodesPerSide) throws IOException {
        this.directory = directory;
        postgres = new Postgres(directory, freePort());
        commandSide = new Program(Program.Side.COMMAND, directory);
        querySide = new Program(Program.Side.QUERY, directory);
        for (int each = 1; each <= nodesPerSide; each++) {
            commandNodes.add(node("command-" + each, commandSide));
            queryNodes.add(node("query-" + each, querySide));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::abandon));
    }

    /** However the suite ends, none of its processes stays. */
    private void abandon() {
        try {
            close();
        } catch (IllegalStateException alreadyGone) {
            // PostgreSQL had ended before, and there is nobody left to tell.
        }
    }

    private Node node(String name, Program program) throws IOException {
        return new Node(
                name,
                program,
                freePort(),
                new TcpProxy(postgres.url()),
                directory,
                List.of(
                        "--tidemark.auth.built-in-issuer=true",
                        "--tidemark.auth.token-lifetime=24h",
                        "--tidemark.stream.checkpoint-interval=2s",
                        "--tidemark.limits.commands-burst=10000000",
                        "--tidemark.limits.reads-burst=10000000",
                        "--tidemark.limits.searches-burst=10000000",
                        "--tidemark.limits.uploads-burst=10000000",
                        "--tidemark.limits.polls-burst=10000000",
                        "--tidemark.limits.tokens-burst=10000000",
                        "--tidemark.limits.unauthenticated-burst=10000000",
                        "--tidemark.quotas.replies=1000000000",
                        "--tidemark.quotas.businesses=1000000000",
                        "--tidemark.quotas.products=1000000000",
                        "--tidemark.quotas.sessions=1000000000",
                        "--tidemark.stream.retry-min=100ms",
                        "--tidemark.stream.retry-max=1s",
                        "--tidemark.http.max-connections-per-address=0",
                        "--tidemark.stream.connections-per-user=6000"));
    }

    private static synchronized int freePort() throws IOException {
        while (true) {
            try (var free = new ServerSocket(nextPort++, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                if (nextPort > LOWEST_PORT + 10_000) {
                    throw taken;
                }
            }
        }
    }

    /** Of each side one comes up and ends first: that makes the schema, and lets all others start faster. */
    void start() throws IOException, InterruptedException {
        commandSide.unpack();
        querySide.unpack();
        var first = List.of(commandNodes.get(0), queryNodes.get(0));
        for (var node : first) {
            node.train();
        }
        for (var node : first) {
            node.endTraining();
        }
        for (var node : nodes().toList()) {
            node.start();
        }
        for (var node : nodes().toList()) {
            node.awaitReady();
        }
    }

    Postgres postgres() {
        return postgres;
    }

    List<Node> commandNodes() {
        return commandNodes;
    }

    List<Node> queryNodes() {
        return queryNodes;
    }

    Stream<Node> nodes() {
        return Stream.concat(commandNodes.stream(), queryNodes.stream());
    }

    /** Waits for a node to be in the middle of an append, and tells which. */
    Node appending() throws SQLException, InterruptedException {
        return caught(APPENDING, commandNodes);
    }

    /** Waits for a node to be in the middle of a projection, and tells which: it holds the projector's token. */
    Node projecting() throws SQLException, InterruptedException {
        return caught(PROJECTING, queryNodes);
    }

    /** The query node that only streams. */
    Node onlyStreaming() throws SQLException, InterruptedException {
        var projecting = projecting();
        return queryNodes.stream()
                .filter(node -> node != projecting)
                .findFirst()
                .orElseThrow();
    }

    /** Whether a projection is under way just now. */
    boolean isProjecting() throws SQLException {
        try (var connection = postgres.connect();
                var search = connection.prepareStatement(PROJECTING);
                var found = search.executeQuery()) {
            return found.next();
        }
    }

    private Node caught(String sql, List<Node> among) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + SEARCH.toNanos();
        try (var connection = postgres.connect();
                var search = connection.prepareStatement(sql)) {
            while (System.nanoTime() < deadline) {
                try (var found = search.executeQuery()) {
                    while (found.next()) {
                        int port = found.getInt(1);
                        for (var node : among) {
                            if (node.line().carries(port)) {
                                return node;
                            }
                        }
                    }
                }
                TimeUnit.MICROSECONDS.sleep(200);
            }
        }
        throw new IllegalStateException("nobody was caught at it in " + SEARCH);
    }

    String token(String user, String... roles) throws IOException, InterruptedException {
        var quoted = Stream.of(roles).map("\"%s\""::formatted).toList();
        var body = "{\"user\":\"%s\",\"roles\":[%s]}".formatted(user, String.join(",", quoted));
        return Http.post(commandNodes.get(0).at("/api/auth/token"), "", body)
                .json()
                .get("access_token")
                .asString();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (var node : nodes().toList()) {
            node.close();
        }
        postgres.close();
    }
}
