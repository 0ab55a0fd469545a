package io.tidemark.db.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of PostgreSQL.
 *
 * @param home the directory with their directory {@code bin}
 * @param log to which their output is appended
 */
record PostgresPrograms(Path home, Path log) {

    private static final List<String> WITHOUT_ROOT = List.of("unshare", "-U");

    /** Runs a program to its end. What it reads is not among its arguments, which other accounts can see. */
    void run(String program, List<String> arguments, String input) throws IOException {
        var output = Redirect.appendTo(log.toFile());
        var process = new ProcessBuilder(command(program, arguments))
                .redirectOutput(output)
                .redirectError(output)
                .start();
        try (var standardInput = process.outputWriter(StandardCharsets.UTF_8)) {
            standardInput.write(input);
        }
        int status = end(process, program);
        if (status != 0) {
            throw new IOException("%s ended with status %s; %s has the reason".formatted(program, status, log));
        }
    }

    /** PostgreSQL refuses to run as root. */
    private List<String> command(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(WITHOUT_ROOT);
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static int end(Process process, String program) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + program, interrupted);
        }
    }
}
