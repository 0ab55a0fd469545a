package io.tidemark.resilience;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of one side, from its jar, on a port and a line that it keeps however often it is started. */
final class Node implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofMinutes(3);
    private static final Duration SHUTDOWN = Duration.ofSeconds(40);
    private static final long POLL_MILLIS = 25;

    private final String name;
    private final Program program;
    private final int port;
    private final Line line;
    private final Path directory;
    private final List<String> settings;
    private @Nullable Process process;

    Node(String name, Program program, int port, Line line, Path directory, List<String> settings) throws IOException {
        this.name = name;
        this.program = program;
        this.port = port;
        this.line = line;
        this.directory = directory;
        this.settings = settings;
        shiftClock(Duration.ZERO);
    }

    Line line() {
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
    void start() throws IOException {
        start(program.command(options(), arguments()));
    }

    /** Starts it to learn what it loads, which is written down when it ends. */
    void train() throws IOException {
        start(program.training(options(), arguments()));
    }

    void endTraining() throws IOException, InterruptedException {
        awaitReady();
        running().destroy();
        running().onExit().join();
    }

    private void start(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .start();
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
                "--spring.datasource.url=" + Postgres.url(line.port()),
                "--tidemark.data-dir=" + directory.resolve(name + ".data").toAbsolutePath()));
        return arguments;
    }

    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTUP.toNanos();
        while (!isReady()) {
            if (!running().isAlive() || System.nanoTime() > deadline) {
                throw new IOException("%s does not come up, see %s".formatted(name, log()));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return Http.get(at("/actuator/health/readiness"), "").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        running().destroyForcibly().onExit().join();
    }

    /** Asks it to end, as {@code SIGTERM} does, and returns how long that took. */
    Duration stop() throws IOException, InterruptedException {
        long asked = System.nanoTime();
        running().destroy();
        if (!running().waitFor(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IOException("%s was not gone %s after SIGTERM".formatted(name, SHUTDOWN));
        }
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** Stops it where it stands, in the middle of whatever it does. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    @Override
    public void close() throws IOException {
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
