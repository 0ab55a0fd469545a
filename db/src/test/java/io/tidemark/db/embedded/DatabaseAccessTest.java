package io.tidemark.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into the database of a running process, and what the application can do there. */
@Tag("slow")
@Timeout(60)
class DatabaseAccessTest {

    private static final String NO_RIGHT = "42501";
    private static final String WRONG_PASSWORD = "28P01";
    private static final int NOBODY = 65534;

    @TempDir
    private static Path DIRECTORY;

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.start(DIRECTORY, TestDatabase.BINARIES, ServerKind.TIDEMARK, new SecureRandom());
        Flyway.configure()
                .dataSource(server.url("postgres"), server.user(), server.password())
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "tidemark", "root"})
    void nobody_logs_in_with_a_guessed_password(String user) {
        assertThatThrownBy(() -> connect(user, "postgres"))
                .extracting("SQLState")
                .isEqualTo(WRONG_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "tidemark"})
    void nobody_logs_in_without_a_password(String user) {
        var url = "jdbc:postgresql://127.0.0.1:%s/postgres?user=%s".formatted(server.port(), user);
        assertThatThrownBy(() -> DriverManager.getConnection(url).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no password");
    }

    @Test
    void the_superuser_has_no_password() {
        assertThatThrownBy(() -> connect(Cluster.SUPERUSER, server.password()))
                .extracting("SQLState")
                .isEqualTo(WRONG_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "COPY (SELECT 1) TO '/tmp/tidemark-test'",
                "SELECT pg_read_file('PG_VERSION')",
                "ALTER SYSTEM SET log_connections = 'on'",
                "CREATE ROLE another SUPERUSER",
                "CREATE DATABASE another",
                "SELECT rolpassword FROM pg_authid"
            })
    void the_application_s_role_can_do_nothing_outside_its_database(String statement) throws SQLException {
        try (var connection = connect(server.user(), server.password());
                var sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement))
                    .extracting("SQLState")
                    .isEqualTo(NO_RIGHT);
        }
    }

    @Test
    void it_listens_to_this_machine_only() throws IOException {
        assertThat(Files.readAllLines(DIRECTORY.resolve("postgres/postmaster.pid")))
                .containsSubsequence(Integer.toString(server.port()), "", "127.0.0.1");
    }

    @Test
    void the_password_is_in_one_file_and_nowhere_else() throws IOException {
        assertThat(DIRECTORY.resolve("pgpass")).content().contains(":tidemark:" + server.password());
        assertThat(DIRECTORY.resolve("postgres.log")).content().doesNotContain(server.password());
        assertThat(DIRECTORY.resolve("postgres/postmaster.opts")).content().doesNotContain(server.password());
        assertThat(server.url("postgres")).doesNotContain(server.password());
    }

    @Test
    void other_accounts_can_open_neither_the_directory_nor_what_is_secret_in_it() throws IOException {
        assertThat(PrivateFiles.isPrivate(DIRECTORY)).isTrue();
        assertThat(PrivateFiles.isPrivate(DIRECTORY.resolve("pgpass"))).isTrue();
        assertThat(PrivateFiles.isPrivate(DIRECTORY.resolve("postgres"))).isTrue();
        assertThat(PrivateFiles.isPrivate(DIRECTORY.resolve("postgres.log"))).isTrue();
    }

    @Test
    @EnabledIf("canBeSomebodyElse")
    void another_account_reads_nothing() {
        var reading = Launch.of(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--clear-groups",
                        "cat",
                        DIRECTORY.resolve("pgpass").toString())
                .run();
        assertThat(reading.status()).isNotZero();
        assertThat(reading.output()).contains("Permission denied");
    }

    static boolean canBeSomebodyElse() {
        return System.getProperty("user.name").equals("root") && Files.exists(Path.of("/usr/bin/setpriv"));
    }

    @Test
    void a_client_of_postgresql_finds_the_password_in_the_file() throws SQLException {
        var url = server.url("postgres") + "&user=tidemark";
        System.setProperty(
                "org.postgresql.pgpassfile", DIRECTORY.resolve("pgpass").toString());
        try (var connection = DriverManager.getConnection(url)) {
            assertThat(connection.isValid(1)).isTrue();
        } finally {
            System.clearProperty("org.postgresql.pgpassfile");
        }
    }

    private static Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(server.url("postgres"), user, password);
    }
}
