package io.tidemark.db.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(60)
@Tag("postgres-versions")
class MigrateCommandTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final List<String> FORBIDDEN = List.of(
            "UPDATE event_log SET payload = '{}'",
            "DELETE FROM event_log",
            "TRUNCATE event_log",
            "ALTER TABLE event_log ADD COLUMN more text",
            "DROP TABLE reply_view",
            "CREATE TABLE more ()",
            "CREATE OR REPLACE FUNCTION lock_event_log() RETURNS void LANGUAGE sql AS ''",
            "DELETE FROM flyway_schema_history");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return MigrateCommand.run(
                List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private static JdbcClient runRole(String url) {
        return JdbcClient.create(TestDatabase.dataSource(TestDatabase.asRunRole(url)));
    }

    @Test
    void migrates_an_empty_database_and_lets_a_role_run_processes() {
        var url = TestDatabase.create();
        TestDatabase.asRunRole(url);
        var arguments =
                new String[] {"migrate", "--run-role=" + TestDatabase.RUN_ROLE, "--spring.datasource.url=" + url};
        assertThat(run(arguments)).as(err::toString).isZero();
        assertThat(out.toString(UTF_8)).matches("""
                The database has the schema \\d+\\.
                The role %s may run processes\\.
                """.formatted(TestDatabase.RUN_ROLE));
        assertThat(runRole(url)
                        .sql("SELECT count(*) FROM event_log")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void the_role_changes_neither_the_schema_nor_the_log() {
        try (var process = new LogFixture(TestDatabase.asRunRole(TestDatabase.migrated()))) {
            process.engine.appendEvents(Noted.events("a", 0, 2));
            assertThat(FORBIDDEN)
                    .allSatisfy(statement -> assertThatThrownBy(
                                    () -> process.jdbc.sql(statement).update())
                            .rootCause()
                            .extracting("SQLState")
                            .isEqualTo(INSUFFICIENT_PRIVILEGE));
            assertThat(process.rows()).containsExactly("1 a/0", "2 a/1");
        }
    }

    @Test
    void the_role_may_create_the_schemas_of_replays() {
        var jdbc = runRole(TestDatabase.migrated());
        jdbc.sql("CREATE SCHEMA replay_1").update();
        jdbc.sql("CREATE TABLE replay_1.reply_view (LIKE public.reply_view INCLUDING ALL)")
                .update();
        jdbc.sql("DROP SCHEMA replay_1 CASCADE").update();
    }

    @Test
    void the_role_migrates_nothing() {
        var url = TestDatabase.create();
        assertThat(run("migrate", "--spring.datasource.url=" + TestDatabase.asRunRole(url)))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("permission denied");
    }

    @Test
    void a_role_with_the_rights_of_the_owner_would_not_be_restricted() {
        var url = TestDatabase.migrated();
        assertThat(run("migrate", "--run-role=postgres", "--spring.datasource.url=" + url))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("the role \"postgres\" has the rights of \"postgres\"");
    }

    @Test
    void anything_else_is_told_how_it_is_used() {
        assertThat(run("migrate", "now")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("usage: migrate");
        assertThat(out.toString(UTF_8)).isEmpty();
    }
}
