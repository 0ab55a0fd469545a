package io.tidemark.db.embedded;

import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import io.tidemark.testkit.TestProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Another process that starts the server of a directory, or joins it, until it is told to end or killed. */
final class ServerProcess implements AutoCloseable {

    private static final String ANNOUNCEMENT = "The server's URL is ";
    private static final Pattern URL = Pattern.compile(ANNOUNCEMENT + "(.+)\\R");
    private static final Duration CEILING = Duration.ofSeconds(30);

    private final TestProcess process;
    private final String url;

    ServerProcess(Path dataDirectory, Path binaries) {
        process = Launch.of(
                        Programs.ofThisJava("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        dataDirectory.toString(),
                        binaries.toString())
                .start();
        url = process.awaitOutput(URL, CEILING);
    }

    /** Runs in the new process. */
    public static void main(String[] arguments) throws IOException {
        try (var server = TestServer.start(Path.of(arguments[0]), Path.of(arguments[1]))) {
            System.out.println(ANNOUNCEMENT + server.url("postgres"));
            if (System.in.read() >= 0) {
                throw new IllegalStateException("nothing was expected on standard input");
            }
        }
    }

    String url() {
        return url;
    }

    /** Ends it with SIGKILL. */
    void kill() {
        process.kill();
    }

    /** Lets it close the server and end. */
    @Override
    public void close() {
        process.closeInput();
        process.endsWithin(CEILING);
    }
}
