package io.tidemark.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A running program. */
public final class TestProcess implements AutoCloseable {

    private static final Duration SHUTDOWN = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 10;

    /** Whether something is so by now. */
    public interface Check {
        boolean isMet() throws IOException, InterruptedException;
    }

    private final Process process;
    private final String program;
    private final Path log;

    TestProcess(Process process, String program, Path log) {
        this.process = process;
        this.program = program;
        this.log = log;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public long pid() {
        return process.pid();
    }

    /** The file with its output. */
    public Path log() {
        return log;
    }

    /** Waits for output that matches, and returns the first group of the match. Otherwise as {@link #await}. */
    public String awaitOutput(Pattern pattern, Duration ceiling) {
        await(ceiling, () -> pattern.matcher(Files.readString(log)).find());
        try {
            var found = pattern.matcher(Files.readString(log));
            return found.find() ? found.group(1) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until the check is met. If the program ends before, or the time is over, kills it and throws. */
    public void await(Duration ceiling, Check check) {
        long deadline = System.nanoTime() + ceiling.toNanos();
        try {
            while (!check.isMet()) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new IllegalStateException("%s is not ready, see %s".formatted(program, log));
                }
            }
        } catch (IOException failed) {
            kill();
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (RuntimeException late) {
            kill();
            throw late;
        }
    }

    /** What it has of the machine's memory, in bytes. */
    public long memory() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("the process has no memory");
    }

    /** Ends its standard input. */
    public void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends it a signal, such as {@code STOP}. */
    public void signal(String name) {
        Launch.of("kill", "-" + name, Long.toString(pid())).run().successfully();
    }

    /** Waits for its end and returns its status. */
    public int awaitEnd() {
        return process.onExit().join().exitValue();
    }

    /** Waits for its end, and returns whether that came in time. */
    public boolean endsWithin(Duration ceiling) {
        try {
            return process.waitFor(ceiling.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends it with SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends it with SIGTERM. If it does not end in time, kills it and returns false. */
    public boolean stop(Duration ceiling) {
        process.destroy();
        if (endsWithin(ceiling)) {
            return true;
        }
        kill();
        return false;
    }

    @Override
    public void close() {
        stop(SHUTDOWN);
    }
}
