package io.tidemark.db;

import io.tidemark.db.embedded.OtherPostgres;
import io.tidemark.db.embedded.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A fresh database of its own for each test that asks, on one real PostgreSQL per test run: the embedded one, or that of
 * the system property {@code spring.datasource.url}.
 */
public final class TestDatabase {

    /**
     * Where the servers of all tests have their binaries. Per user, because what root has unpacked nobody else may write
     * to.
     */
    public static final Path BINARIES =
            Path.of(System.getProperty("java.io.tmpdir"), "tidemark-binaries-" + System.getProperty("user.name"));

    /** Under which processes run that may not migrate. */
    public static final String RUN_ROLE = "tidemark_run";

    private static final String SERVER_URL = serverUrl();
    private static final Queue<AutoCloseable> USERS = new ConcurrentLinkedQueue<>();

    private TestDatabase() {}

    private static String serverUrl() {
        var given = System.getProperty("spring.datasource.url");
        if (given != null) {
            return given;
        }
        try {
            var directory = Files.createTempDirectory("tidemark-test-");
            var url = startedIn(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(directory)));
            return url;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The embedded server, or one of another release: with the binaries in the directory of {@code postgres.binaries}. */
    private static String startedIn(Path directory) {
        var otherBinaries = System.getProperty("postgres.binaries");
        return otherBinaries == null
                ? TestServer.start(directory, BINARIES).url("postgres")
                : OtherPostgres.start(directory, BINARIES, Path.of(otherBinaries));
    }

    /** Closes something when the tests have ended and the server still runs. */
    public static void closeAtTheEnd(AutoCloseable user) {
        USERS.add(user);
    }

    /**
     * Ends the server without its last checkpoint, which would write each file of each database to disk. They are removed
     * by a process of its own: there are so many that this one would be ended before.
     */
    private static void end(Path directory) {
        try {
            for (var user : USERS) {
                user.close();
            }
            var pid = Files.readAllLines(directory.resolve("postgres").resolve("postmaster.pid"))
                    .get(0)
                    .strip();
            var postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
            postmaster.onExit().get(20, TimeUnit.SECONDS);
            new ProcessBuilder("rm", "-rf", directory.toString()).start();
        } catch (Exception failed) {
            throw new IllegalStateException("the server of the tests did not end", failed);
        }
    }

    /** Creates an empty database and returns its JDBC address. */
    public static String create() {
        return create("");
    }

    /** Creates a database with the schema in it and an epoch of its own, and returns its JDBC address. */
    public static String migrated() {
        var url = copyOf(Migrated.URL);
        execute(url, "SELECT new_epoch()");
        return url;
    }

    /** Creates a copy of a database to which nobody is connected, and returns its JDBC address. */
    public static String copyOf(String url) {
        return create(" TEMPLATE " + nameIn(url));
    }

    /** The one that those with the schema in them are copied from: a copy is made faster than it is migrated. */
    private static final class Migrated {

        private static final String URL = migrate(create());

        private static String migrate(String url) {
            Flyway.configure().dataSource(url, null, null).load().migrate();
            return url;
        }
    }

    /** The address of the same database under the {@link #RUN_ROLE}, to which a migrated one grants what it needs. */
    public static String asRunRole(String url) {
        execute(url, """
                DO $$ BEGIN
                    CREATE ROLE %1$s LOGIN PASSWORD '%1$s';
                EXCEPTION WHEN duplicate_object THEN NULL;
                END $$;
                DO $$ BEGIN
                    PERFORM grant_to_run_role('%1$s');
                EXCEPTION WHEN undefined_function THEN NULL;
                END $$
                """.formatted(RUN_ROLE));
        var others = url.replaceAll("(?<=[?&])(user|password)=[^&]*&?", "").replaceFirst("[?&]$", "");
        return "%1$s%2$suser=%3$s&password=%3$s".formatted(others, others.contains("?") ? "&" : "?", RUN_ROLE);
    }

    private static String create(String options) {
        var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        execute(SERVER_URL, "CREATE DATABASE " + name + options);
        return SERVER_URL.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
    }

    /** The name of the database at an address. */
    public static String nameIn(String url) {
        return url.replaceFirst(".*/([^/?]*).*", "$1");
    }

    private static void execute(String url, String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException("could not do: " + sql, failed);
        }
    }

    /** A plain data source for the address, without a pool. */
    public static PGSimpleDataSource dataSource(String url) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    /** The address as Spring hands it to those who open connections of their own. It has the user and the password. */
    public static JdbcConnectionDetails details(String url) {
        return new JdbcConnectionDetails() {

            @Override
            public @Nullable String getUsername() {
                return null;
            }

            @Override
            public @Nullable String getPassword() {
                return null;
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
    }
}
