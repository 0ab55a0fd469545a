package io.tidemark.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FeedMigrationTest {

    private static final String ENTRY = """
            INSERT INTO feed (channel, position, previous, type, subject, version, event_id, occurred_at, actor, command_id,
                              stale, data)
            VALUES (?, ?, 0, 'reply:created', 'reply/1', 0, gen_random_uuid(), now(), 'ann', 'command', false, '{}')
            """;

    private final String url = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource(url));

    @Test
    void entries_that_are_there_are_numbered_in_their_channels() {
        Flyway.configure().dataSource(url, null, null).target("8").load().migrate();
        for (int position = 1; position <= 5; position++) {
            jdbc.sql(ENTRY)
                    .params(position % 2 == 0 ? "user:ann" : "user:bob", position)
                    .update();
        }
        Flyway.configure().dataSource(url, null, null).load().migrate();
        assertThat(jdbc.sql("SELECT concat(channel, ' ', position, ' ', number) FROM feed ORDER BY position")
                        .query(String.class)
                        .list())
                .containsExactly("user:bob 1 1", "user:ann 2 1", "user:bob 3 2", "user:ann 4 2", "user:bob 5 3");
    }
}
