package io.tidemark.db.log;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.LogFixture;
import io.tidemark.db.TestDatabase;
import io.tidemark.db.embedded.TestServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a process is told whose database is not the one to which the epoch was given. */
@Timeout(60)
@Tag("postgres-versions")
@ExtendWith(OutputCaptureExtension.class)
class EpochHealthTest {

    private static final String BEFORE_IDENTITIES = "9";

    private final List<Object> events = new ArrayList<>();

    @Test
    void the_database_of_the_epoch_is_fine() {
        assertThat(health(LogFixture.newDatabase()).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_database_of_an_older_release_becomes_that_of_its_epoch() {
        var url = TestDatabase.create();
        Flyway.configure()
                .dataSource(url, null, null)
                .target(BEFORE_IDENTITIES)
                .load()
                .migrate();
        Flyway.configure().dataSource(url, null, null).load().migrate();
        assertThat(health(url).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_restore_into_another_database_waits_for_an_operator_who_keeps_the_epoch(CapturedOutput output) {
        var copy = TestDatabase.copyOf(LogFixture.newDatabase());
        var health = health(copy);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        health.health();
        assertThat(output.getAll().split("`epoch renew` if a backup was restored", -1))
                .hasSize(2);
        assertThat(output).contains("`epoch keep` if nothing was lost");
        run("keep", copy);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(events).isEmpty();
    }

    @Test
    void a_process_that_waited_is_restarted_when_the_epoch_is_renewed() {
        var copy = TestDatabase.copyOf(LogFixture.newDatabase());
        var health = health(copy);
        run("renew", copy);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(events).hasSize(1);
        assertThat(health(copy).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_restore_of_rows_alone_does_not_say_from_where() {
        var url = LogFixture.newDatabase();
        execute(url, "UPDATE log_epoch SET identity = NULL");
        assertThat(health(url).health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Tag("slow")
    @Test
    void a_promoted_copy_is_on_another_timeline(@TempDir Path directory) throws Exception {
        String before;
        try (var server = TestServer.start(directory, TestDatabase.BINARIES)) {
            var url = server.url("postgres");
            Flyway.configure().dataSource(url, null, null).load().migrate();
            assertThat(health(url).health().getStatus()).isEqualTo(Status.UP);
            before = requireNonNull(state(url).found());
        }
        recoverAtTheNextStart(directory.resolve("postgres"));
        try (var server = TestServer.start(directory, TestDatabase.BINARIES)) {
            var url = server.url("postgres");
            await().until(() -> health(url).health().getStatus().equals(Status.DOWN));
            assertThat(state(url).identity()).isEqualTo(before).endsWith("/00000001");
            assertThat(state(url).found()).isEqualTo(before.replaceFirst("1$", "2"));
        }
    }

    /** PostgreSQL then ends its recovery as a standby does that is promoted. */
    private static void recoverAtTheNextStart(Path server) throws Exception {
        Files.createFile(server.resolve("recovery.signal"));
        Files.writeString(
                server.resolve("postgresql.auto.conf"), "restore_command = 'false'\n", StandardOpenOption.APPEND);
    }

    private static void run(String verb, String url) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        assertThat(EpochCommand.run(List.of("epoch", verb, "--spring.datasource.url=" + url), nowhere, nowhere))
                .isZero();
    }

    private EpochHealth health(String url) {
        return new EpochHealth(new Epoch(state(url).epoch()), jdbc(url), events::add);
    }

    private static EpochState state(String url) {
        return jdbc(url).sql(EpochState.QUERY).query(EpochState.class).single();
    }

    private static void execute(String url, String sql) {
        jdbc(url).sql(sql).update();
    }

    private static JdbcClient jdbc(String url) {
        return JdbcClient.create(TestDatabase.dataSource(url));
    }
}
