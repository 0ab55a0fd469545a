package io.tidemark.bench;

import io.tidemark.db.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** What people use, or write by hand, in place of Tidemark: a process of its own that takes the same requests. */
final class Peer implements Target {

    private static final Path SOURCES = Path.of("peers");
    private static final Path NCHAN = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
    private static final long STARTUP_SECONDS = 30;
    private static final long SHUTDOWN_SECONDS = 30;
    private static final long POLL_MILLIS = 20;

    private final String name;
    private final @Nullable String database;
    private final Path directory;
    private final int port;
    private final Process process;

    private Peer(String name, @Nullable String database, Path directory, int port, String... command)
            throws IOException, InterruptedException {
        this.name = name;
        this.database = database;
        this.directory = directory;
        this.port = port;
        this.process = start(directory, command);
        awaitOpen();
    }

    static boolean hasNode() {
        return isInstalled("node") && isInstalled("npm");
    }

    static boolean hasNchan() {
        return isInstalled("nginx") && Files.exists(NCHAN);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** One INSERT per change, and an emitter in memory. */
    static Peer node() throws IOException, InterruptedException {
        var directory = directoryWith("package.json", "package-lock.json", "insert.mjs");
        var install = start(directory, "npm", "ci", "--no-audit", "--no-fund");
        if (install.waitFor() != 0) {
            throw new IOException("npm did not install, see " + directory);
        }
        int port = freePort();
        var database = TestDatabase.create();
        var url = database.replaceFirst("^jdbc:postgresql:", "postgres:");
        return new Peer(
                "node, one insert", database, directory, port, "node", "insert.mjs", Integer.toString(port), url);
    }

    /** Channels in the memory of nginx, nothing on disk. */
    static Peer nchan() throws IOException, InterruptedException {
        var directory = directoryWith("nginx.conf");
        int port = freePort();
        var settings = directory.resolve("nginx.conf");
        Files.writeString(settings, Files.readString(settings).replace("@port@", Integer.toString(port)));
        return new Peer("nchan", null, directory, port, "nginx", "-p", directory + "/", "-c", settings.toString());
    }

    private static Path directoryWith(String... names) throws IOException {
        var directory = Files.createTempDirectory("tidemark-peer-");
        for (var each : names) {
            Files.copy(SOURCES.resolve(each), directory.resolve(each));
        }
        return directory;
    }

    private static Process start(Path directory, String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitOpen() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTUP_SECONDS);
        while (!isOpen()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroy();
                throw new IOException(name + " does not come up");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private boolean isOpen() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    /** Who somebody is, they take from them. */
    @Override
    public List<String> tokens(String prefix, int users) {
        return IntStream.range(0, users).mapToObj(user -> prefix + "-" + user).toList();
    }

    @Override
    public void settle() throws SQLException {
        if (database != null) {
            Settled.database(database);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(SHUTDOWN_SECONDS, TimeUnit.SECONDS).join(); // What is measured next has the machine.
        FileSystemUtils.deleteRecursively(directory);
    }
}
