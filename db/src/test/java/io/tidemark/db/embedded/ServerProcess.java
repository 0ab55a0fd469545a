package io.tidemark.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process of its own that runs the server of a directory, or joins it, until it is told to end or killed. */
final class ServerProcess implements AutoCloseable {

    private static final String ANNOUNCEMENT = "The server's URL is ";

    private final Process process;
    private final String url;

    ServerProcess(Path dataDirectory) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ServerProcess.class.getName(),
                            dataDirectory.toString())
                    .redirectErrorStream(true)
                    .start();
            url = process.inputReader()
                    .lines()
                    .filter(line -> line.startsWith(ANNOUNCEMENT))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the process ended"))
                    .substring(ANNOUNCEMENT.length());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What runs in the process. */
    public static void main(String[] arguments) throws IOException {
        try (var server = EmbeddedServer.start(Path.of(arguments[0]))) {
            System.out.println(ANNOUNCEMENT + server.url("postgres"));
            if (System.in.read() >= 0) {
                throw new IllegalStateException("nothing was to be said");
            }
        }
    }

    String url() {
        return url;
    }

    /** Ends it without a warning; it can do nothing about that. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it end in good order. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
