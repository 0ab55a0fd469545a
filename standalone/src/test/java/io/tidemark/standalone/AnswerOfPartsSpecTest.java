package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is done in several parts for one answer has the time of one answer. */
@Tag("slow")
class AnswerOfPartsSpecTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(6);

    private final String databaseUrl = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource(databaseUrl));
    private final RunningTidemark tidemark = RunningTidemark.start(
            databaseUrl,
            "tidemark.commands.timeout=" + TIMEOUT,
            "tidemark.log.append-timeout=" + TIMEOUT,
            "tidemark.log.lock-timeout=20s",
            "spring.datasource.hikari.data-source-properties.options=-c statement_timeout=20s",
            "spring.datasource.hikari.data-source-properties.socketTimeout=30");
    private final Caller ann = tidemark.newUser();

    @AfterEach
    void end() {
        tidemark.close();
    }

    @Test
    void a_creation_that_was_slow_to_be_refused_is_not_recalled_for_as_long_again() throws SQLException {
        var body = "{\"id\":\"%s\",\"title\":\"Hello\",\"content\":\"Hi\"}".formatted(UUID.randomUUID());
        ann.post(REPLIES, body).is(201);
        jdbc.sql("CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN PERFORM pg_sleep(4); RETURN NULL; END $$")
                .update();
        jdbc.sql("CREATE TRIGGER dawdle BEFORE INSERT ON event_log FOR EACH STATEMENT EXECUTE FUNCTION dawdle()")
                .update();
        try (var other = TestDatabase.dataSource(databaseUrl).getConnection()) {
            other.setAutoCommit(false);
            long start = System.nanoTime();
            var again = ann.sendSoon("POST", REPLIES, body);
            await().until(this::somebodyDawdles);
            // Granted when the append has lost, before what was created first can be read.
            other.createStatement().execute("LOCK TABLE event_log IN ACCESS EXCLUSIVE MODE");
            again.join().isProblem(503, "log-unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plusSeconds(3));
            other.rollback();
        }
    }

    private boolean somebodyDawdles() {
        return jdbc.sql("SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND wait_event = 'PgSleep'")
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
