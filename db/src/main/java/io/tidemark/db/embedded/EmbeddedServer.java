package io.tidemark.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on a data directory, for the account that owns the directory and nobody else.
 *
 * <p>The process that holds the directory's lock runs the server. Another process with the same directory joins it. If
 * a process was killed, its server still runs; the next process first shuts it down.
 */
final class EmbeddedServer implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    private final Path serverDirectory;
    private final PasswordFile passwordFile;
    private final ServerKind kind;
    private final FileChannel lockFile;
    private final @Nullable FileLock lock;
    private final String password;
    private final int port;

    private EmbeddedServer(Path dataDirectory, Path binaries, ServerKind kind, RandomGenerator random)
            throws IOException {
        this.kind = kind;
        PrivateFiles.makePrivate(dataDirectory);
        var home = dataDirectory.toRealPath();
        serverDirectory = home.resolve("postgres");
        passwordFile = new PasswordFile(home.resolve("pgpass"), kind.role());
        lockFile = FileChannel.open(home.resolve("tidemark.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock = lockFile.tryLock();
        if (lock == null) {
            port = runningPort().orElseThrow(() -> inUse(dataDirectory, "is not running yet"));
            password = passwordFile.password().orElseThrow(() -> inUse(dataDirectory, "knows no password"));
            LOG.info("Using the embedded PostgreSQL that another process runs in {} on port {}", dataDirectory, port);
        } else {
            endLeftOver();
            port = freePort();
            password = launch(home.resolve("postgres.log"), binaries, random);
            LOG.info("Started the embedded PostgreSQL in {} on port {}", dataDirectory, port);
        }
    }

    private static IllegalStateException inUse(Path dataDirectory, String state) {
        return new IllegalStateException(
                "%s is in use by another process, whose PostgreSQL %s".formatted(dataDirectory, state));
    }

    /** Starts a server on the directory, or joins the server that another process runs there. */
    static EmbeddedServer start(Path dataDirectory, RandomGenerator random) {
        return start(dataDirectory, dataDirectory.resolve("binaries"), ServerKind.TIDEMARK, random);
    }

    /** Starts a server whose binaries are unpacked in a directory that may be shared. */
    static EmbeddedServer start(Path dataDirectory, Path binaries, ServerKind kind, RandomGenerator random) {
        try {
            return new EmbeddedServer(dataDirectory, binaries, kind, random);
        } catch (IOException failed) {
            throw new UncheckedIOException("could not start PostgreSQL in " + dataDirectory, failed);
        }
    }

    /**
     * The JDBC address of one of its databases. By it the driver gives the password only to a server that proves to know
     * it, and not to another program that listens on the port of a server that has ended.
     */
    String url(String database) {
        return "jdbc:postgresql://%s:%s/%s?requireAuth=scram-sha-256".formatted(HOST, port, database);
    }

    int port() {
        return port;
    }

    String user() {
        return kind.role();
    }

    String password() {
        return password;
    }

    /** Returns the password of its role. */
    private String launch(Path log, Path binaries, RandomGenerator random) throws IOException {
        PrivateFiles.write(log, "");
        var programs = new PostgresPrograms(new UnpackedBinaries(binaries, kind.archives()).home(), log);
        var cluster = new Cluster(serverDirectory, passwordFile, programs, kind);
        cluster.createIfMissing();
        var known = cluster.lockUp(random);
        var arguments = new ArrayList<>(List.of("start", "-s", "-w", "-D", serverDirectory.toString()));
        arguments.addAll(List.of("-t", Long.toString(START_TIMEOUT.toSeconds()), "-l", log.toString()));
        arguments.addAll(List.of("-o", options()));
        programs.run("pg_ctl", arguments, "");
        return known;
    }

    private String options() {
        return "-p %s -c listen_addresses=%s -c unix_socket_directories= -c %s"
                .formatted(port, HOST, String.join(" -c ", kind.settings()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Optional<Integer> runningPort() throws IOException {
        return pidFileLine(PORT_LINE).map(Integer::valueOf);
    }

    private Path pidFile() {
        return serverDirectory.resolve("postmaster.pid");
    }

    private Optional<ProcessHandle> namedProcess() throws IOException {
        return pidFileLine(PID_LINE).map(Long::valueOf).flatMap(ProcessHandle::of);
    }

    private Optional<String> pidFileLine(int line) throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile()).stream()
                .skip(line)
                .findFirst()
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** The pid file survives a crash of the machine. Its pid may then belong to any process. */
    private void endLeftOver() throws IOException {
        var named = namedProcess();
        var command = named.flatMap(process -> process.info().command());
        if (named.isEmpty() || command.isEmpty()) {
            return;
        }
        if (!Path.of(command.get()).getFileName().toString().startsWith("postgres")) {
            Files.delete(pidFile()); // PostgreSQL would refuse to start because of a process with that pid.
        } else if (servesThisDirectory(named.get())) {
            LOG.info(
                    "Stopping PostgreSQL process {}, which a killed process left behind",
                    named.get().pid());
            end(named.get());
        } else {
            throw new IOException("%s names process %s, a PostgreSQL that serves another directory"
                    .formatted(pidFile(), named.get().pid()));
        }
    }

    private boolean servesThisDirectory(ProcessHandle postgres) {
        return List.of(postgres.info().arguments().orElse(new String[0])).contains(serverDirectory.toString());
    }

    private static void end(ProcessHandle postgres) throws IOException {
        // SIGINT is PostgreSQL's fast shutdown. After SIGTERM, which ProcessHandle sends, it waits for its clients.
        new ProcessBuilder("kill", "-INT", Long.toString(postgres.pid())).start();
        try {
            postgres.onExit().get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IOException("PostgreSQL process %s does not stop".formatted(postgres.pid()), late);
        } catch (InterruptedException | ExecutionException interrupted) {
            throw new IOException("interrupted while waiting for PostgreSQL to stop", interrupted);
        }
    }

    /** Shuts the server down, unless another process runs it. */
    @Override
    public void close() throws IOException {
        try (lockFile) {
            var postgres = namedProcess().filter(this::servesThisDirectory);
            if (lock != null && postgres.isPresent()) {
                end(postgres.get());
            }
        }
    }
}
