package io.tidemark.db.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on a data directory.
 *
 * <p>The process that holds the directory's lock runs the server. Another process with the same directory joins it. If
 * a process was killed, its server still runs; the next process first shuts it down.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    private final Path serverDirectory;
    private final Path binaries;
    private final FileChannel lockFile;
    private final @Nullable FileLock lock;
    private final @Nullable EmbeddedPostgres server;
    private final int port;

    private EmbeddedServer(Path dataDirectory, Path binaries) throws IOException {
        this.binaries = binaries;
        Files.createDirectories(dataDirectory);
        serverDirectory = dataDirectory.toRealPath().resolve("postgres");
        lockFile = FileChannel.open(
                dataDirectory.resolve("tidemark.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock = lockFile.tryLock();
        if (lock == null) {
            server = null;
            port = runningPort()
                    .orElseThrow(() -> new IllegalStateException(
                            dataDirectory + " is in use by another process, whose PostgreSQL is not running yet"));
            LOG.info("Using the embedded PostgreSQL that another process runs in {} on port {}", dataDirectory, port);
        } else {
            endLeftOver();
            server = launch(dataDirectory);
            port = server.getPort();
            LOG.info("Started the embedded PostgreSQL in {} on port {}", dataDirectory, port);
        }
    }

    /** Starts a server on the directory, or joins the server that another process runs there. */
    public static EmbeddedServer start(Path dataDirectory) {
        return start(dataDirectory, dataDirectory.resolve("binaries"));
    }

    /** Starts a server whose binaries are unpacked in a directory that may be shared. */
    public static EmbeddedServer start(Path dataDirectory, Path binaries) {
        try {
            return new EmbeddedServer(dataDirectory, binaries);
        } catch (IOException failed) {
            throw new UncheckedIOException("could not start PostgreSQL in " + dataDirectory, failed);
        }
    }

    /** The JDBC address of one of its databases; it accepts local connections without a password. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:%s/%s?user=postgres".formatted(port, database);
    }

    private EmbeddedPostgres launch(Path dataDirectory) throws IOException {
        var log = Redirect.to(dataDirectory.resolve("postgres.log").toFile());
        Files.createDirectories(binaries);
        var unpacked = binaries.toRealPath();
        var started = EmbeddedPostgres.builder()
                .setDataDirectory(serverDirectory)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // Spring closes it, after everything that uses it.
                .setOverrideWorkingDirectory(unpacked.toFile())
                .setPgBinaryResolver(new UnpackedBinaries(unpacked))
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "on") // The library turns both off. Acknowledged changes must be on disk.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig(
                        "wal_init_zero", "off") // Otherwise the commit that starts a WAL file fills its 16 MB first.
                .setServerConfig("max_wal_size", "4GB") // After each checkpoint every page is logged in full once.
                .setServerConfig("shared_buffers", "512MB") // Allocated when used.
                .setServerConfig(
                        "autovacuum_vacuum_cost_delay", "20ms") // A tenth of the processor time, ten times as long.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("log_checkpoints", "off")
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setPGStartupWait(START_TIMEOUT)
                .start();
        allowOnlyOwnerToWrite(unpacked.toFile()); // The library allows it to all users.
        return started;
    }

    private static void allowOnlyOwnerToWrite(File directory) throws IOException {
        if (!directory.setWritable(false, false) || !directory.setWritable(true, true)) {
            throw new IOException("cannot keep others from writing to " + directory);
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
            if (server != null) {
                var postgres = namedProcess().filter(this::servesThisDirectory);
                server.close();
                if (postgres.isPresent() && postgres.get().isAlive()) {
                    end(postgres.get()); // The library waits five seconds. The last checkpoint may take longer.
                }
            }
        }
    }
}
