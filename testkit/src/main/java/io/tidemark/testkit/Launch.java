package io.tidemark.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to start a program. Its output and its errors go to one file. */
public final class Launch {

    /**
     * How a program ended.
     *
     * @param output what it printed, errors included
     */
    public record Finished(int status, String output) {

        /** Throws an {@link IllegalStateException} if the status is another one than 0. */
        public Finished successfully() {
            if (status != 0) {
                throw new IllegalStateException("ended with status " + status + ": " + output);
            }
            return this;
        }
    }

    private final ProcessBuilder builder;
    private @Nullable Path log;

    private Launch(ProcessBuilder builder) {
        this.builder = builder.redirectErrorStream(true);
    }

    public static Launch of(String... command) {
        return of(List.of(command));
    }

    public static Launch of(List<String> command) {
        return new Launch(new ProcessBuilder(command));
    }

    public Launch in(Path directory) {
        builder.directory(directory.toFile());
        return this;
    }

    public Launch with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    /** Appends the output to that file. The default is a new temporary file. */
    public Launch logTo(Path file) {
        log = file;
        return this;
    }

    public TestProcess start() {
        try {
            var output = log == null ? Files.createTempFile("tidemark-test-", ".log") : log;
            var process =
                    builder.redirectOutput(Redirect.appendTo(output.toFile())).start();
            return new TestProcess(process, builder.command().get(0), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts the program and waits for its end. Its output is not read through a pipe, so a daemon may inherit it. */
    public Finished run() {
        try {
            var process = start();
            var status = process.awaitEnd();
            var output = Files.readString(process.log());
            if (log == null) {
                Files.delete(process.log());
            }
            return new Finished(status, output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
