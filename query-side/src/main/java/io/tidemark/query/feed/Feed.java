package io.tidemark.query.feed;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the feed. PostgreSQL looks at each channel and position that is asked for, and makes its plan by them: one that is to
 * be good for all of them may sort all that a channel has left, for each page of it.
 */
@Component
public class Feed {

    /** About what a frame has around what differs from entry to entry. */
    private static final int ENVELOPE = 400;

    /** What an entry needs at least: its subject, its command's id and, in its data, its own id. */
    private static final int LEAST = ENVELOPE + 120;

    /**
     * All in one statement, so that it is true of one moment. A channel's numbers have no gaps, so the first and the last
     * entry say how many there are, however many that is; those of some types have to be counted.
     */
    private static final String AFTER = """
            SELECT s.head,
                   :after < s.floor OR coalesce(first.previous, 0) > :after AS removed,
                   :after > s.head AND :after > (SELECT coalesce(max(position), 0) FROM event_log) AS ahead,
                   CASE WHEN cardinality(:types::text[]) = 0 THEN coalesce(last.number - first.number + 1, 0)
                        ELSE (SELECT count(*)
                              FROM (SELECT f.type FROM feed f
                                    WHERE f.channel = :channel AND f.position > :after
                                      AND f.position <= s.head
                                    ORDER BY f.position LIMIT :counted) f
                              WHERE f.type = ANY (:types::text[])) END AS missed,
                   coalesce(last.number - first.number + 1, 0) > :counted AS many
            FROM feed_state s
            LEFT JOIN LATERAL (SELECT f.number, f.previous FROM feed f
                               WHERE f.channel = :channel AND f.position > :after
                               ORDER BY f.position LIMIT 1) first ON true
            LEFT JOIN LATERAL (SELECT f.number FROM feed f
                               WHERE f.channel = :channel AND f.position > :after
                                 AND f.position <= s.head
                               ORDER BY f.position DESC LIMIT 1) last ON true
            """;

    /**
     * As many entries as fit the bytes, but one at least; without any there is one row without an entry. No more are looked
     * at than can fit.
     */
    private static final String PAGE = """
            SELECT s.head, s.floor, (SELECT max(l.position) FROM feed l WHERE l.channel = :channel) AS last,
                   %s
            FROM feed_state s LEFT JOIN (
                SELECT f.*, sum(bytes) OVER (ORDER BY position ROWS UNBOUNDED PRECEDING) - bytes AS bytes_before
                FROM (SELECT *, octet_length(data::text) + octet_length(subject) + octet_length(actor)
                                + octet_length(command_id) + %d AS bytes
                      FROM feed WHERE channel = :channel AND position > :after
                      ORDER BY position LIMIT :rows) f) p
                ON p.bytes_before = 0 OR p.bytes_before + p.bytes <= :bytes
            ORDER BY p.position
            """;

    /** With the floor, in one row at least: all that is gone when this is read is at or below it. */
    private static final String NEXT = """
            SELECT s.floor, %s
            FROM feed_state s LEFT JOIN (SELECT * FROM feed WHERE position > :after
                                         ORDER BY position FETCH FIRST :limit ROWS WITH TIES) n ON true
            ORDER BY n.position
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

    /** Up to where it is complete. */
    public long head() {
        return jdbc.sql("SELECT head FROM feed_state").query(Long.class).single();
    }

    /**
     * What a channel has after a position.
     *
     * @param types what counts as missed; none are all
     * @param counted among how many entries those of the types are counted
     */
    public FeedRest after(String channel, long position, Set<String> types, int counted) {
        return jdbc.sql(AFTER)
                .param("channel", channel)
                .param("after", position)
                .param("types", types.toArray(String[]::new))
                .param("counted", counted)
                .query(FeedRest.class)
                .single();
    }

    /** The next entries of a channel after a position: at most so many, and no more than fit the bytes, but for one. */
    public FeedPage page(String channel, long after, int limit, int bytes) {
        var rows = jdbc.sql(PAGE.formatted(FeedEntry.COLUMNS, ENVELOPE))
                .param("channel", channel)
                .param("after", after)
                .param("rows", Math.min(limit, bytes / LEAST + 1))
                .param("bytes", bytes)
                .query(FeedPage.Row::read)
                .list();
        return FeedPage.of(rows, after);
    }

    /** The next entries of all channels after a position, up to a position at which a batch was complete. */
    FeedStretch next(long after, int limit) {
        return FeedStretch.of(jdbc.sql(NEXT.formatted(FeedEntry.COLUMNS))
                .param("after", after)
                .param("limit", limit)
                .query(FeedStretch.Row::read)
                .list());
    }

    /** The position of the last event in the log, whether projected or not. */
    public long logHead() {
        return jdbc.sql("SELECT coalesce(max(position), 0) FROM event_log")
                .query(Long.class)
                .single();
    }
}
