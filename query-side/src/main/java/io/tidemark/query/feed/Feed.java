package io.tidemark.query.feed;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the feed. */
@Component
public class Feed {

    /** As many entries as fit the bytes, but one at least. */
    private static final String PAGE = """
            SELECT * FROM (
                SELECT f.*, sum(octet_length(data::text)) OVER (ORDER BY position) - octet_length(data::text) AS bytes_before
                FROM (SELECT * FROM feed WHERE channel = :channel AND position > :after
                      ORDER BY position LIMIT :limit) f) p
            WHERE bytes_before < :bytes ORDER BY position
            """;

    private final JdbcClient jdbc;

    Feed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far it has come. */
    public FeedState state() {
        return jdbc.sql("SELECT head, projected, floor FROM feed_state")
                .query(FeedState.class)
                .single();
    }

    /** The next entries of a channel after a position: at most so many, and no more than fit the bytes, but for one. */
    public List<FeedEntry> page(String channel, long after, int limit, int bytes) {
        return jdbc.sql(PAGE)
                .param("channel", channel)
                .param("after", after)
                .param("limit", limit)
                .param("bytes", bytes)
                .query(FeedEntry::read)
                .list();
    }

    /** How many entries of the types a channel has after a position, up to another; no types are all types. */
    public long count(String channel, long after, long upTo, Set<String> types) {
        return jdbc.sql("SELECT count(*) FROM feed WHERE channel = ? AND position > ? AND position <= ?"
                        + " AND (cardinality(?) = 0 OR type = ANY (?))")
                .params(channel, after, upTo, types.toArray(String[]::new), types.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** The next entries of all channels after a position, up to a position at which a batch was complete. */
    List<FeedEntry> next(long after, int limit) {
        return jdbc.sql("SELECT * FROM feed WHERE position > ? ORDER BY position FETCH FIRST ? ROWS WITH TIES")
                .params(after, limit)
                .query(FeedEntry::read)
                .list();
    }

    /** The position of the last event in the log, whether projected or not. */
    public long logHead() {
        return jdbc.sql("SELECT coalesce(max(position), 0) FROM event_log")
                .query(Long.class)
                .single();
    }
}
