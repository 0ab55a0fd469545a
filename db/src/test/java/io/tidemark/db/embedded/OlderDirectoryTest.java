package io.tidemark.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The first start on the data of a release whose server trusted every account of the machine. */
@Tag("slow")
@Timeout(60)
class OlderDirectoryTest {

    private static final String CONTENT = """
            CREATE SCHEMA replay_1;

            CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY, old serial, number int);

            CREATE SEQUENCE replay_1.numbers;

            CREATE VIEW seen AS SELECT number FROM kept;

            CREATE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT number FROM kept';

            INSERT INTO kept (number) VALUES (42);

            """;

    /** Made once. */
    @TempDir
    private static Path OLD;

    @TempDir
    private Path directory;

    private Path home;

    @BeforeAll
    static void make() throws IOException {
        var programs = new PostgresPrograms(
                new UnpackedBinaries(TestDatabase.BINARIES, ServerKind.TIDEMARK.archives()).home(),
                OLD.resolve("postgres.log"));
        var files = OLD.resolve("postgres").toString();
        programs.run("initdb", List.of("-D", files, "-U", "postgres", "-A", "trust", "--no-sync"), "");
        programs.run("postgres", List.of("--single", "-j", "-D", files, "postgres"), CONTENT);
    }

    @BeforeEach
    void copy() throws IOException {
        home = directory.resolve("data");
        FileSystemUtils.copyRecursively(OLD, home);
        Files.setPosixFilePermissions(home.resolve("postgres"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void everything_is_there_and_belongs_to_the_application_s_role() throws Exception {
        try (var server = start()) {
            assertThat(ask(server, "SELECT answer() FROM seen")).isEqualTo("42");
            execute(server, "INSERT INTO kept (number) VALUES (43)");
            execute(server, "ALTER TABLE kept ADD COLUMN more text");
            execute(server, "DROP SCHEMA replay_1 CASCADE");
            execute(server, "DROP FUNCTION answer()");
            execute(server, "CREATE SCHEMA replay_2");
            execute(server, "CREATE TABLE more (id int)");
            assertThat(PrivateFiles.isPrivate(home)).isTrue();
        }
    }

    @Test
    void nobody_is_trusted_any_more() throws Exception {
        try (var server = start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), "postgres", "")
                            .close())
                    .isInstanceOf(SQLException.class);
            assertThat(home.resolve("postgres/pg_hba.conf")).content().doesNotContain("trust");
        }
    }

    @Test
    void a_start_that_died_before_the_password_was_kept_is_done_again() throws Exception {
        start().close();
        var before = Files.readString(home.resolve("pgpass"));
        Files.delete(home.resolve("pgpass"));
        try (var server = start()) {
            assertThat(ask(server, "SELECT answer()")).isEqualTo("42");
            assertThat(before).doesNotContain(server.password());
        }
    }

    @Test
    void trust_that_somebody_put_back_is_taken_away_again() throws Exception {
        start().close();
        Files.writeString(home.resolve("postgres/pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
        try (var server = start()) {
            assertThat(ask(server, "SELECT answer()")).isEqualTo("42");
            assertThat(home.resolve("postgres/pg_hba.conf")).content().doesNotContain("trust");
        }
    }

    @Test
    void a_password_that_others_could_read_is_replaced() throws Exception {
        start().close();
        var before = Files.readString(home.resolve("pgpass"));
        Files.setPosixFilePermissions(home.resolve("pgpass"), PosixFilePermissions.fromString("rw-r--r--"));
        try (var server = start()) {
            assertThat(ask(server, "SELECT answer()")).isEqualTo("42");
            assertThat(before).doesNotContain(server.password());
        }
    }

    @Test
    void new_files_let_nobody_in_until_the_password_is_set() throws Exception {
        var programs = new PostgresPrograms(
                new UnpackedBinaries(TestDatabase.BINARIES, ServerKind.TIDEMARK.archives()).home(),
                directory.resolve("postgres.log"));
        var password = new PasswordFile(directory.resolve("pgpass"), "tidemark");
        new Cluster(directory.resolve("postgres"), password, programs, ServerKind.TIDEMARK).createIfMissing();
        assertThat(Files.readAllLines(directory.resolve("postgres/pg_hba.conf")))
                .filteredOn(line -> line.matches("(local|host).*"))
                .hasSize(6)
                .allMatch(line -> line.endsWith(" reject"));
    }

    private EmbeddedServer start() {
        return EmbeddedServer.start(home, TestDatabase.BINARIES, ServerKind.TIDEMARK, new SecureRandom());
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedServer server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
