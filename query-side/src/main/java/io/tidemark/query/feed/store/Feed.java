package io.tidemark.query.feed.store;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the feed, for the tail and for clients that catch up. */
@Component
public class Feed {

    /** About how many bytes a frame has besides an entry's data. */
    private static final int ENVELOPE = 400;

    /** One snapshot. A channel's numbers have no gaps, so entries are only counted if some types are requested. */
    private static final String AFTER = "SELECT * FROM rest_of_channel(:channel, :after, :types, :counted)";

    /** One snapshot. If there are no entries, there is one row without an entry. */
    private static final String PAGE = """
            SELECT s.head, s.floor, (SELECT last_of_channel(:channel)) AS last, %s
            FROM feed_state s LEFT JOIN channel_page(:channel, :after, :rows, :bytes, %s) p ON true
            ORDER BY p.position
            """;

    /** With the floor, in at least one row. All entries that are removed by now are at or below the floor. */
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

    /** The feed's positions. */
    public FeedState state() {
        return jdbc.sql("SELECT head, projected, floor FROM feed_state")
                .query(FeedState.class)
                .single();
    }

    /** The position up to which the feed is complete. */
    public long head() {
        return jdbc.sql("SELECT head FROM feed_state").query(Long.class).single();
    }

    /**
     * Counts the entries of a channel after a position.
     *
     * @param types the types that are counted; empty for all
     * @param counted how many entries are looked at to count those of the types
     */
    public MissedEvents after(String channel, long position, Set<String> types, int counted) {
        return jdbc.sql(AFTER)
                .param("channel", channel)
                .param("after", position)
                .param("types", types.toArray(String[]::new))
                .param("counted", counted)
                .query(MissedEvents.class)
                .single();
    }

    /**
     * The next entries of a channel after a position: at most that many, and at most that many bytes, but at least
     * one.
     */
    public FeedPage page(String channel, long after, int limit, int bytes) {
        var rows = jdbc.sql(PAGE.formatted(FeedEntry.COLUMNS, ENVELOPE))
                .param("channel", channel)
                .param("after", after)
                .param("rows", limit)
                .param("bytes", bytes)
                .query(FeedPage.Row::read)
                .list();
        return FeedPage.of(rows, after);
    }

    /** The next entries of all channels after a position. Does not split the entries of one position. */
    public FeedSlice next(long after, int limit) {
        return FeedSlice.of(jdbc.sql(NEXT.formatted(FeedEntry.COLUMNS))
                .param("after", after)
                .param("limit", limit)
                .query(FeedSlice.Row::read)
                .list());
    }

    /** The position of the last event in the log, whether projected or not. */
    public long logHighWaterMark() {
        return jdbc.sql("SELECT coalesce(max(position), 0) FROM event_log")
                .query(Long.class)
                .single();
    }
}
