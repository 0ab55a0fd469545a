package io.tidemark.query.feed.store;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the feed, for who follows it and for who comes back. */
@Component
public class Feed {

    /** About what a frame has around what differs from entry to entry. */
    private static final int ENVELOPE = 400;

    /** All as of one moment. A channel's numbers have no gaps, so nobody counts but those of some types. */
    private static final String AFTER = "SELECT * FROM rest_of_channel(:channel, :after, :types, :counted)";

    /** All as of one moment. Without any entry there is one row without an entry. */
    private static final String PAGE = """
            SELECT s.head, s.floor, (SELECT last_of_channel(:channel)) AS last, %s
            FROM feed_state s LEFT JOIN channel_page(:channel, :after, :rows, :bytes, %s) p ON true
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
    public MissedEvents after(String channel, long position, Set<String> types, int counted) {
        return jdbc.sql(AFTER)
                .param("channel", channel)
                .param("after", position)
                .param("types", types.toArray(String[]::new))
                .param("counted", counted)
                .query(MissedEvents.class)
                .single();
    }

    /** The next entries of a channel after a position: at most so many, and no more than fit the bytes, but for one. */
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

    /** The next entries of all channels after a position, up to a position at which a batch was complete. */
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
