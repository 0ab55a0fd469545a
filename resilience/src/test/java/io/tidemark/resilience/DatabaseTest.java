package io.tidemark.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import io.tidemark.resilience.Findings.Kind;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What does not follow from the log, forged. */
class DatabaseTest {

    private static final String DATA =
            "{\"activities\":[{\"localId\":\"a\"}],\"at\":\"2026-11-20T09:30:00.000Z\",\"note\":null}";
    private static final String EVENT = """
            INSERT INTO event_log (position, event_id, aggregate_id, sequence_number, command_id, event_type, payload,
                                   metadata, occurred_at)
            SELECT p, md5(p::text)::uuid, 'session/' || p, 0, 'ann key-' || p, 'session:activities-added',
                   '{"owner": "ann", "activities": [{"localId": "a"}], "at": "2026-11-20T09:30:00Z",
                     "note": null}', '{"actor": "ann"}',
                   '2026-11-20T09:30:00Z'
            FROM generate_series(1, 3) AS p
            """;
    private static final String FEED = """
            INSERT INTO feed (channel, position, previous, number, type, subject, version, event_id, occurred_at, actor, command_id,
                              stale, data)
            SELECT 'user:ann', p, p - 1, p, 'session:activities-added', 'session/' || p, 0, md5(p::text)::uuid,
                   '2026-11-20T09:30:00Z', 'ann', 'key-' || p, false, '%s'
            FROM generate_series(1, 3) AS p
            """.formatted(DATA);

    private final String url = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource(url));

    @BeforeEach
    void fill() {
        Flyway.configure().dataSource(url, null, null).load().migrate();
        jdbc.sql(EVENT).update();
        jdbc.sql(FEED).update();
    }

    private Map<Kind, Integer> after(String sql) throws SQLException {
        jdbc.sql(sql).update();
        var findings = new Findings();
        try (var database = new Database(TestDatabase.dataSource(url).getConnection())) {
            database.check(findings);
        }
        return findings.counts();
    }

    @Test
    void what_follows_from_the_log_is_passed() throws SQLException {
        assertThat(after("UPDATE feed SET data = data")).isEmpty();
    }

    @Test
    void an_entry_that_is_missing_is_noticed() throws SQLException {
        assertThat(after("DELETE FROM feed WHERE position = 2")).containsOnly(Map.entry(Kind.FEED, 1));
    }

    @Test
    void an_entry_in_the_wrong_channel_is_noticed() throws SQLException {
        assertThat(after("UPDATE feed SET channel = 'user:bob' WHERE position = 2"))
                .containsOnly(Map.entry(Kind.FEED, 2));
    }

    @Test
    void an_entry_that_follows_the_wrong_one_is_noticed() throws SQLException {
        assertThat(after("UPDATE feed SET previous = 1 WHERE position = 3")).containsOnly(Map.entry(Kind.FEED, 1));
    }

    @Test
    void an_entry_that_stays_stale_is_noticed() throws SQLException {
        assertThat(after("UPDATE feed SET stale = true WHERE position = 3")).containsOnly(Map.entry(Kind.FEED, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number = 4",
                "type = 'session:ended'",
                "occurred_at = occurred_at + interval '1 ms'",
                "data = (data::jsonb || '{\"activities\":[{\"localId\":\"b\"}]}')::json",
                "data = (data::jsonb || '{\"owner\":\"ann\"}')::json",
                "data = (data::jsonb - 'note')::json"
            })
    void an_entry_that_says_something_else_is_noticed(String change) throws SQLException {
        assertThat(after("UPDATE feed SET " + change + " WHERE position = 2")).containsOnly(Map.entry(Kind.FEED, 1));
    }

    @Test
    void an_activity_that_was_counted_twice_is_noticed() throws SQLException {
        var activities = "'{\"activities\":[{\"localId\":\"a\"},{\"localId\":\"a\"}]}'";
        jdbc.sql("UPDATE feed SET data = (data::jsonb || %s)::json WHERE position = 1".formatted(activities))
                .update();
        var twice = "UPDATE event_log SET payload = payload || %s WHERE position = 1".formatted(activities);
        assertThat(after(twice)).containsOnly(Map.entry(Kind.DONE_TWICE, 1));
    }

    @Test
    void the_log_is_read_as_it_is() throws SQLException {
        try (var database = new Database(TestDatabase.dataSource(url).getConnection())) {
            assertThat(database.head()).isEqualTo(3);
            assertThat(database.log())
                    .extracting(Logged::subject)
                    .containsExactly("session/1", "session/2", "session/3");
            assertThat(database.log().get(1).mark())
                    .isEqualTo(
                            Mark.of("session:activities-added", "c81e728d-9d4c-2f63-6f06-7f89cc14862c", "key-2", DATA));
        }
    }
}
