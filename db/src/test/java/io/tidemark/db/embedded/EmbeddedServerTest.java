package io.tidemark.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
class EmbeddedServerTest {

    /** Unpacked once. */
    @TempDir
    private static Path BINARIES;

    @TempDir
    private Path directory;

    @Test
    void data_outlives_the_server() throws Exception {
        try (var server = TestServer.start(directory, BINARIES)) {
            execute(server, "CREATE TABLE kept AS SELECT 42 AS number");
        }
        try (var server = TestServer.start(directory, BINARIES)) {
            assertThat(ask(server, "SELECT number FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void acknowledged_changes_are_on_disk() throws Exception {
        var settings = "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings"
                + " WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')";
        try (var server = TestServer.start(directory, BINARIES)) {
            assertThat(ask(server, settings)).isEqualTo("fsync=on full_page_writes=on synchronous_commit=on");
        }
    }

    @Test
    void another_process_joins_and_leaves() throws Exception {
        try (var server = TestServer.start(directory, BINARIES)) {
            try (var other = new ServerProcess(directory, BINARIES)) {
                assertThat(other.url()).isEqualTo(server.url("postgres"));
            }
            assertThat(ask(server, "SELECT 'still there'")).isEqualTo("still there");
        }
    }

    @Test
    void after_a_process_has_left_another_one_runs_the_server() throws Exception {
        try (var other = new ServerProcess(directory, BINARIES)) {
            execute(other.url(), "CREATE TABLE kept AS SELECT 42 AS number");
        }
        try (var server = TestServer.start(directory, BINARIES)) {
            assertThat(ask(server, "SELECT number FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void the_server_of_a_killed_process_is_ended_and_its_data_is_there() throws Exception {
        var other = new ServerProcess(directory, BINARIES);
        try (var client = DriverManager.getConnection(other.url())) {
            execute(client, "CREATE TABLE kept AS SELECT 42 AS number");
            var leftOver = postmaster(directory);
            other.kill();
            assertThat(leftOver.isAlive()).isTrue();
            try (var server = TestServer.start(directory, BINARIES)) {
                assertThat(leftOver.isAlive()).isFalse();
                assertThat(ask(server, "SELECT number FROM kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void a_server_of_another_directory_is_not_taken_for_a_left_over(@TempDir Path elsewhere) throws Exception {
        TestServer.start(directory, BINARIES).close();
        try (var other = TestServer.start(elsewhere, BINARIES)) {
            leavePidFile(postmaster(elsewhere).pid());
            assertThatThrownBy(() -> TestServer.start(directory, BINARIES)).isInstanceOf(UncheckedIOException.class);
            assertThat(ask(other, "SELECT 'still there'")).isEqualTo("still there");
        }
    }

    @Test
    void a_process_that_has_the_number_of_a_dead_server_is_not_in_the_way() throws Exception {
        TestServer.start(directory, BINARIES).close();
        var stranger = Launch.of("sleep", "60").start();
        leavePidFile(stranger.pid());
        try (var server = TestServer.start(directory, BINARIES)) {
            assertThat(ask(server, "SELECT 'started'")).isEqualTo("started");
            assertThat(stranger.handle().isAlive()).isTrue();
        } finally {
            stranger.close();
        }
    }

    @Test
    void it_is_closed_when_its_data_is_on_disk_however_long_that_takes() throws Exception {
        var server = TestServer.start(directory, BINARIES);
        var postmaster = postmaster(directory);
        var checkpointer = ask(server, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
        signal("STOP", checkpointer);
        var resumed = CompletableFuture.runAsync(
                () -> signal("CONT", checkpointer), CompletableFuture.delayedExecutor(7, TimeUnit.SECONDS));
        try {
            server.close();
            assertThat(postmaster.isAlive()).isFalse();
        } finally {
            resumed.join();
        }
    }

    @Test
    void what_it_runs_is_in_its_own_directory_and_nobody_else_may_write_there() throws Exception {
        try (var server = EmbeddedServer.start(directory, new SecureRandom())) {
            assertThat(server.port()).isPositive();
            var binaries = directory.toRealPath().resolve("binaries");
            assertThat(postmaster(directory).info().command())
                    .hasValueSatisfying(command -> assertThat(Path.of(command)).startsWith(binaries));
            assertThat(Files.getPosixFilePermissions(binaries)).doesNotContain(PosixFilePermission.OTHERS_WRITE);
        }
    }

    private static void signal(String name, String pid) {
        Launch.of("kill", "-" + name, pid).run().successfully();
    }

    private static ProcessHandle postmaster(Path dataDirectory) throws IOException {
        var pid = Files.readAllLines(pidFile(dataDirectory)).get(0).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private void leavePidFile(long pid) throws IOException {
        Files.writeString(pidFile(directory), "%s\n%s\n0\n5432\n\n\n".formatted(pid, directory.resolve("postgres")));
    }

    private static Path pidFile(Path dataDirectory) {
        return dataDirectory.resolve("postgres").resolve("postmaster.pid");
    }

    private static void execute(TestServer server, String sql) throws SQLException {
        execute(server.url("postgres"), sql);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(TestServer server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("postgres"));
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
