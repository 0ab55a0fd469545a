package io.tidemark.db.jdbc;

import static org.awaitility.Awaitility.await;

import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import io.tidemark.testkit.TestProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A PgBouncer in front of the server of the tests. */
final class PgBouncer implements AutoCloseable {

    private static final Pattern HOST_AND_PORT = Pattern.compile("//([^:/]+):(\\d+)/");
    private static final Pattern USER_AND_PASSWORD = Pattern.compile("user=([^&]+)&password=([^&]+)");

    private final int port = Programs.freePort();
    private final TestProcess process;

    PgBouncer(Path program, Path directory, String url, String mode) throws IOException {
        var target = HOST_AND_PORT.matcher(url);
        var account = USER_AND_PASSWORD.matcher(url);
        if (!target.find() || !account.find()) {
            throw new IllegalArgumentException(url);
        }
        var users = Files.writeString(
                directory.resolve("users.txt"), "\"%s\" \"%s\"\n".formatted(account.group(1), account.group(2)));
        var settings = Files.writeString(
                directory.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %s
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = %s
                ignore_startup_parameters = options,extra_float_digits
                """.formatted(target.group(1), target.group(2), port, users, mode));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        process = Launch.of(command(program, settings)).start();
        await().until(this::isOpen);
    }

    /** It does not run as root. */
    private static List<String> command(Path program, Path settings) {
        return System.getProperty("user.name").equals("root")
                ? List.of(program.toString(), "-u", "nobody", settings.toString())
                : List.of(program.toString(), settings.toString());
    }

    static Optional<Path> installed() {
        return Programs.installed("pgbouncer")
                .or(() -> Optional.of(Path.of("/usr/sbin/pgbouncer")).filter(Files::isExecutable));
    }

    private boolean isOpen() {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The database's address by this way. */
    String url(String database) {
        return HOST_AND_PORT.matcher(database).replaceFirst("//127.0.0.1:%s/".formatted(port));
    }

    @Override
    public void close() {
        process.close();
    }
}
