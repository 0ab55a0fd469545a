package io.tidemark.resilience;

import io.tidemark.db.TestDatabase;
import io.tidemark.db.embedded.TestServer;
import io.tidemark.testkit.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL on a directory of its own, which can be stopped without warning and started again. */
final class Postgres implements AutoCloseable {

    private static final String ROOT = "root";

    private final Path data;
    private final Path log;
    private final Path binaries;
    private final int port;
    private final String url;

    /** The embedded server unpacks the binaries and makes the directory as Tidemark's own is made. */
    Postgres(Path directory, int port) throws IOException {
        this.port = port;
        data = directory.toAbsolutePath().resolve("postgres");
        log = directory.resolve("postgresql.log").toAbsolutePath();
        try (var maker = TestServer.start(directory, TestDatabase.BINARIES)) {
            url = maker.url(port, "postgres");
            binaries = binaries();
        }
        start();
    }

    private Path binaries() throws IOException {
        var pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        var command = ProcessHandle.of(pid).flatMap(process -> process.info().command());
        return Path.of(command.orElseThrow(
                        () -> new IllegalStateException(data + " has a server that hides its process")))
                .resolveSibling("pg_ctl");
    }

    void start() {
        var options = "-p %s -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300"
                .formatted(port);
        control("start", "-w", "-t", "60", "-l", log.toString(), "-o", options);
    }

    /** Ends it as a crash does: no transaction is finished, nobody is told. */
    void crash() {
        control("stop", "-m", "immediate", "-w");
    }

    void terminateSessions() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A session of the suite's own, past every line. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    String url() {
        return url;
    }

    private void control(String... arguments) {
        var command = new ArrayList<String>();
        if (ROOT.equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL does not run as root.
        }
        command.addAll(List.of(binaries.toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        Launch.of(command).run().successfully();
    }

    @Override
    public void close() {
        control("stop", "-m", "fast", "-w");
    }
}
