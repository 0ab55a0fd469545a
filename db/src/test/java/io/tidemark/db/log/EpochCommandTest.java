package io.tidemark.db.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.TestDatabase;
import io.tidemark.db.embedded.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(60)
class EpochCommandTest {

    /** Also where the tests are given one. */
    private static final String NO_DATABASE_NAMED = "--spring.datasource.url=";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void renews_the_epoch_and_says_the_old_and_the_new_one() {
        var url = LogFixture.newDatabase();
        var before = epoch(url);
        assertThat(run("epoch", "renew", "--spring.datasource.url=" + url)).isZero();
        assertThat(epoch(url)).isNotEqualTo(before);
        assertThat(out.toString(UTF_8)).isEqualTo("The epoch was %s and is %s.%n".formatted(before, epoch(url)));
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void refuses_while_a_process_is_connected() throws SQLException {
        var url = LogFixture.newDatabase();
        var before = epoch(url);
        try (var listener = LogFixture.sessions(url).open("tidemark-listener", Duration.ofSeconds(10))) {
            assertThat(run("epoch", "renew", "--spring.datasource.url=" + url)).isEqualTo(1);
            assertThat(err.toString(UTF_8)).contains("tidemark-listener", "--force");
            assertThat(epoch(url)).isEqualTo(before);
            assertThat(listener.isValid(1)).isTrue();
        }
    }

    @Test
    void renews_it_all_the_same_by_force() throws SQLException {
        var url = LogFixture.newDatabase();
        var before = epoch(url);
        try (var listener = LogFixture.sessions(url).open("tidemark-listener", Duration.ofSeconds(10))) {
            assertThat(run("epoch", "renew", "--force", "--spring.datasource.url=" + url))
                    .isZero();
            assertThat(epoch(url)).isNotEqualTo(before);
            assertThat(listener.isValid(1)).isTrue();
        }
    }

    @Test
    void processes_on_other_databases_are_not_in_its_way() throws SQLException {
        var url = LogFixture.newDatabase();
        try (var other =
                LogFixture.sessions(LogFixture.newDatabase()).open("tidemark-listener", Duration.ofSeconds(10))) {
            assertThat(run("epoch", "renew", "--spring.datasource.url=" + url)).isZero();
            assertThat(other.isValid(1)).isTrue();
        }
    }

    @Tag("slow")
    @Test
    void renews_that_of_an_embedded_database(@TempDir Path directory) throws Exception {
        String before;
        try (var server = TestServer.startAsTidemark(directory, TestDatabase.BINARIES)) {
            Flyway.configure()
                    .dataSource(server.url("postgres"), null, null)
                    .load()
                    .migrate();
            before = epoch(server.url("postgres"));
        }
        assertThat(run("epoch", "renew", NO_DATABASE_NAMED, "--tidemark.data-dir=" + directory))
                .isZero();
        try (var server = TestServer.startAsTidemark(directory, TestDatabase.BINARIES)) {
            assertThat(out.toString(UTF_8)).contains(before, epoch(server.url("postgres")));
        }
    }

    @Test
    void keeps_the_epoch_for_another_database_while_processes_run() throws SQLException {
        var url = TestDatabase.copyOf(LogFixture.newDatabase());
        var before = epoch(url);
        try (var listener = LogFixture.sessions(url).open("tidemark-listener", Duration.ofSeconds(10))) {
            assertThat(run("epoch", "keep", "--spring.datasource.url=" + url)).isZero();
            assertThat(epoch(url)).isEqualTo(before);
            assertThat(out.toString(UTF_8))
                    .matches("The epoch %s stays, on the database \\d+/\\d+/\\d{8}\\. The log ends at position 0\\.\n"
                            .formatted(before));
            assertThat(listener.isValid(1)).isTrue();
        }
    }

    @Test
    void a_database_without_a_log_has_none_to_renew() {
        assertThat(run("epoch", "renew", "--spring.datasource.url=" + TestDatabase.create()))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("log_epoch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoch", "epoch show", "epoch renew now", "epoch --force renew", "epoch keep --force"})
    void anything_else_is_told_how_it_is_used(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("usage: epoch renew");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    private int run(String... arguments) {
        return EpochCommand.run(
                List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private static String epoch(String url) {
        return JdbcClient.create(TestDatabase.dataSource(url))
                .sql(Epoch.QUERY)
                .query(String.class)
                .single();
    }
}
