package io.tidemark.bench;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import io.tidemark.testkit.TestProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** What people use, or write by hand, in place of Tidemark: a process of its own that takes the same requests. */
final class Peer implements Target {

    private static final Path SOURCES = Path.of("peers");
    private static final Path NCHAN = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
    private static final Duration STARTUP = Duration.ofSeconds(30);

    private final String name;
    private final @Nullable String database;
    private final Path directory;
    private final int port;
    private final TestProcess process;

    private Peer(String name, @Nullable String database, Path directory, int port, String... command)
            throws IOException {
        this.name = name;
        this.database = database;
        this.directory = directory;
        this.port = port;
        this.process =
                Launch.of(command).in(directory).logTo(directory.resolve("log")).start();
        process.await(STARTUP, this::isOpen);
    }

    static boolean hasNode() {
        return Programs.installed("node").isPresent()
                && Programs.installed("npm").isPresent();
    }

    static boolean hasNchan() {
        return Programs.installed("nginx").isPresent() && Files.exists(NCHAN);
    }

    /** One INSERT per change, and an emitter in memory. */
    static Peer node() throws IOException {
        var directory = directoryWith("package.json", "package-lock.json", "insert.mjs");
        Launch.of("npm", "ci", "--no-audit", "--no-fund").in(directory).run().successfully();
        int port = Programs.freePort();
        var database = TestDatabase.create();
        var url = database.replaceFirst("^jdbc:postgresql:", "postgres:");
        return new Peer(
                "node, one insert", database, directory, port, "node", "insert.mjs", Integer.toString(port), url);
    }

    /** Channels in the memory of nginx, nothing on disk. */
    static Peer nchan() throws IOException {
        var directory = directoryWith("nginx.conf");
        int port = Programs.freePort();
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
        process.close(); // The next measurement has the machine to itself.
        FileSystemUtils.deleteRecursively(directory);
    }
}
