package io.tidemark.query.feed;

import java.sql.Timestamp;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes entries that are older than the retention, and says so first: a cursor from before is answered with a reset. */
@Component
class FeedRetention {

    private static final Logger LOG = LoggerFactory.getLogger(FeedRetention.class);
    private static final int CHUNK = 10_000;

    /** Not while a rebuild writes the feed anew. Only what the log recorded before the time is old. */
    private static final String RAISE_FLOOR = """
            UPDATE feed_state
            SET floor = greatest(floor, coalesce((SELECT position FROM event_log WHERE recorded_at < ?
                                                  ORDER BY recorded_at DESC, position DESC LIMIT 1), 0))
            WHERE projected = head
            """;

    private static final String REMOVE = """
            DELETE FROM feed WHERE ctid = ANY (ARRAY (
                SELECT f.ctid FROM feed f, feed_state s WHERE f.position <= s.floor AND s.projected = s.head
                ORDER BY f.position LIMIT ?))
            """;

    private final JdbcClient jdbc;
    private final FeedProperties properties;
    private final Clock clock;

    FeedRetention(JdbcClient jdbc, FeedProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${tidemark.feed.retention-interval:1h}",
            initialDelayString = "${tidemark.feed.retention-interval:1h}")
    void removeOld() {
        try {
            var before = clock.instant().minus(properties.retention());
            jdbc.sql(RAISE_FLOOR).params(Timestamp.from(before)).update();
            int removed;
            do {
                removed = jdbc.sql(REMOVE).params(CHUNK).update();
            } while (removed == CHUNK);
        } catch (DataAccessException outage) {
            LOG.warn("Old feed entries stay until the next time: {}", outage.getMessage());
        }
    }
}
