package io.tidemark.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs that tests start, and ports for them. */
public final class Programs {

    private Programs() {}

    /** A tool of the JDK that runs the tests. */
    public static String ofThisJava(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** A tool of the Java that servers run on. */
    public static String ofServerJava(String tool) {
        return serverJavaHome().resolve("bin").resolve(tool).toString();
    }

    /** The Java that runs the tests, unless the system property {@code test.java-home} names another one. */
    public static Path serverJavaHome() {
        return Path.of(System.getProperty("test.java-home", System.getProperty("java.home")));
    }

    /** The first of these programs that is on the path, directory by directory. */
    public static Optional<Path> installed(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(directory -> Stream.of(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A port that nobody uses now, for a program that cannot choose one itself. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
