package io.tidemark.standalone;

import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import io.tidemark.testkit.TestProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tidemark in a process and a data directory of its own, so that a test can kill it. */
class TidemarkProcess implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("Netty started on port (\\d+)[\\s\\S]*Started Tidemark");
    private static final Duration CEILING = Duration.ofMinutes(3);

    private final TestProcess process;
    private final int port;

    private TidemarkProcess(TestProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static TidemarkProcess start(Path dataDirectory, String... arguments) {
        return start(List.of("-Xmx512m"), dataDirectory, arguments);
    }

    /** @param jvm options of the Java virtual machine */
    static TidemarkProcess start(List<String> jvm, Path dataDirectory, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Programs.ofServerJava("java"));
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Tidemark.class.getName(),
                "--server.port=0",
                "--tidemark.limits.commands-burst=1000000",
                "--tidemark.limits.reads-burst=1000000",
                "--tidemark.limits.polls-burst=1000000",
                "--tidemark.data-dir=" + dataDirectory));
        command.addAll(List.of(arguments));
        var process = Launch.of(command).start();
        return new TidemarkProcess(process, Integer.parseInt(process.awaitOutput(STARTED, CEILING)));
    }

    int port() {
        return port;
    }

    /** The file with its output. */
    Path log() {
        return process.log();
    }

    /** What it has of the machine's memory, in bytes. */
    long memory() throws IOException {
        return process.memory();
    }

    /** Ends it with SIGKILL. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.stop(CEILING);
    }
}
