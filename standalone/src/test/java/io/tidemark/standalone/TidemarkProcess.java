package io.tidemark.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Tidemark as a process of its own, on a data directory of its own, so that it can be killed. */
class TidemarkProcess implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("Netty started on port (\\d+)[\\s\\S]*Started Tidemark");
    private static final Duration STARTUP = Duration.ofMinutes(3);

    /** The one that tests, unless a system property has another. */
    private static final String JAVA = Path.of(
                    System.getProperty("test.java-home", System.getProperty("java.home")), "bin", "java")
            .toString();

    private final Process process;
    private final int port;

    private TidemarkProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static TidemarkProcess start(Path dataDirectory, String... arguments) throws IOException {
        return start(List.of("-Xmx512m"), dataDirectory, arguments);
    }

    /** @param jvm the options of its Java virtual machine */
    static TidemarkProcess start(List<String> jvm, Path dataDirectory, String... arguments) throws IOException {
        var log = Files.createTempFile("tidemark-", ".log");
        var command = new ArrayList<String>();
        command.add(JAVA);
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Tidemark.class.getName(),
                "--server.port=0",
                "--tidemark.data-dir=" + dataDirectory));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new TidemarkProcess(process, awaitPort(process, log));
        } catch (RuntimeException late) {
            process.destroyForcibly();
            throw late;
        }
    }

    private static int awaitPort(Process process, Path log) {
        return Awaitility.await("Tidemark to start, see " + log)
                .atMost(STARTUP)
                .failFast("Tidemark ended, see " + log, () -> !process.isAlive())
                .until(() -> port(log), port -> port > 0);
    }

    private static int port(Path log) throws IOException {
        var matcher = STARTED.matcher(Files.readString(log));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    int port() {
        return port;
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(STARTUP.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((ended, late) -> process.destroyForcibly())
                .join();
    }
}
