package io.tidemark.resilience;

import io.tidemark.testkit.Launch;
import io.tidemark.testkit.TcpProxy;
import io.tidemark.testkit.TestProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process of one side, from its jar, on a port and a line that it keeps however often it is started. */
final class Node implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofMinutes(3);
    private static final Duration SHUTDOWN = Duration.ofSeconds(40);

    private final String name;
    private final Program program;
    private final int port;
    private final TcpProxy line;
    private final Path directory;
    private final List<String> settings;
    private @Nullable TestProcess process;

    Node(String name, Program program, int port, TcpProxy line, Path directory, List<String> settings)
            throws IOException {
        this.name = name;
        this.program = program;
        this.port = port;
        this.line = line;
        this.directory = directory;
        this.settings = settings;
        shiftClock(Duration.ZERO);
    }

    TcpProxy line() {
        return line;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:%s%s".formatted(port, path));
    }

    int port() {
        return port;
    }

    long pid() {
        return running().pid();
    }

    Path log() {
        return directory.resolve(name + ".log");
    }

    private Path clock() {
        return directory.resolve(name + ".clock");
    }

    /** Sets its clock this far from the machine's, while it runs. */
    void shiftClock(Duration offset) throws IOException {
        Files.writeString(clock(), Long.toString(offset.toMillis()));
    }

    /** Starts it, without waiting for it. */
    void start() {
        start(program.command(options(), arguments()));
    }

    /** Starts it to learn what it loads, which is written down when it ends. */
    void train() {
        start(program.training(options(), arguments()));
    }

    void endTraining() {
        awaitReady();
        running().stop(STARTUP);
    }

    private void start(List<String> command) {
        process = Launch.of(command).logTo(log()).start();
    }

    private List<String> options() {
        return List.of(
                "-Xmx640m",
                "-XX:MaxDirectMemorySize=160m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-XX:NativeMemoryTracking=summary",
                "-Duser.language=ar", // Whose digits are others.
                "-Duser.country=EG",
                "-D" + ShiftedClock.FILE + "=" + clock().toAbsolutePath());
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(settings);
        arguments.addAll(List.of(
                "--spring.main.sources=" + ShiftedClock.class.getName(),
                "--server.port=" + port,
                "--spring.datasource.url=" + line.url(),
                "--tidemark.data-dir=" + directory.resolve(name + ".data").toAbsolutePath()));
        return arguments;
    }

    void awaitReady() {
        running().await(STARTUP, this::isReady);
    }

    private boolean isReady() throws InterruptedException {
        try {
            return Http.get(at("/actuator/health/readiness"), "").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it with SIGKILL. */
    void kill() {
        running().kill();
    }

    /** Ends it with SIGTERM, and returns how long that took. */
    Duration stop() throws IOException {
        long asked = System.nanoTime();
        if (!running().stop(SHUTDOWN)) {
            throw new IOException("%s was not gone %s after SIGTERM".formatted(name, SHUTDOWN));
        }
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** Suspends it at once, whatever it is doing. */
    void freeze() {
        running().signal("STOP");
    }

    void thaw() {
        running().signal("CONT");
    }

    private TestProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        line.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
