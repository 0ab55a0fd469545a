package io.tidemark.query.feed.live;

import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowTailTest {

    /** More entries at once, and a feed in which each takes its time to be read, by its position. */
    private static final String SLOW = """
            INSERT INTO feed SELECT channel, position + n, previous, type, subject, version, event_id, occurred_at, actor,
                                    command_id, stale, data, number + n FROM feed, generate_series(1, 40) n;
            UPDATE feed_state SET head = head + 40;
            ALTER TABLE feed RENAME TO feed_table;
            CREATE VIEW feed AS SELECT * FROM feed_table WHERE pg_sleep(0.02)::text = '';
            """;

    @Test
    void a_page_that_takes_longer_than_a_statement_may_is_read_in_smaller_ones() {
        try (var node = QueryNode.start(
                "--spring.datasource.hikari.connection-init-sql=SET statement_timeout = '500ms'; SET enable_sort = off",
                QueryNode.QUIET)) {
            long last = node.append(SavedReply.of("ann").created());
            node.catchUp();
            node.jdbc().sql(SLOW).update();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> node.bean(FeedTail.class).position() >= last + 40);
        }
    }
}
