package io.tidemark.db.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/** A server of another release than the embedded one. */
public final class OtherPostgres {

    private static final int CONNECTIONS = 300;

    private OtherPostgres() {}

    /**
     * Starts a server on the directory {@code postgres} below a directory, and returns its address.
     *
     * @param jars a directory with the jars of its binaries, one for each kind of machine
     */
    public static String start(Path directory, Path binaries, Path jars) {
        var settings = List.of("fsync=off", "max_connections=" + CONNECTIONS);
        return TestServer.start(directory, binaries, (system, machine) -> archive(jars, machine), settings)
                .url("postgres");
    }

    private static InputStream archive(Path jars, String machine) throws IOException {
        boolean isArm = machine.startsWith("aarch") || machine.startsWith("arm");
        for (var jar : jarsIn(jars)) {
            try (var zip = new ZipFile(jar.toFile())) {
                var found = zip.stream()
                        .filter(entry -> entry.getName().endsWith(".txz"))
                        .filter(entry -> entry.getName().contains("arm") == isArm)
                        .findFirst();
                if (found.isPresent()) {
                    return new ByteArrayInputStream(
                            zip.getInputStream(found.get()).readAllBytes());
                }
            }
        }
        throw new IOException("there is no PostgreSQL for %s in %s".formatted(machine, jars));
    }

    private static List<Path> jarsIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}
