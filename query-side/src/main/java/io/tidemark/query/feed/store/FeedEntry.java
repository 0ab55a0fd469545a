package io.tidemark.query.feed.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as one channel's clients receive it.
 *
 * @param channel whose stream it is in
 * @param position the event's position in the log
 * @param previous the position of the entry before it in the channel; if there was none, up to where all entries were removed
 * @param correlationId what the request was called by its sender, if it was
 * @param traceparent the place in a trace that the event comes from, if there is one
 * @param stale whether the read models do not show the event (yet)
 * @param data the change as JSON
 */
public record FeedEntry(
        String channel,
        long position,
        long previous,
        String type,
        String subject,
        long version,
        UUID eventId,
        Instant at,
        String actor,
        String commandId,
        @Nullable String correlationId,
        @Nullable String traceparent,
        boolean stale,
        String data) {

    /** What {@link #read} reads, in its order. */
    static final String COLUMNS = "channel, position, previous, type, subject, version, event_id, occurred_at, actor,"
            + " command_id, correlation_id, traceparent, stale, data";

    /** The entry that a row has from that column on; null if it has none. By number: a name is looked up each time. */
    static @Nullable FeedEntry read(ResultSet row, int first) throws SQLException {
        var channel = row.getString(first);
        return channel == null
                ? null
                : new FeedEntry(
                        channel,
                        row.getLong(first + 1),
                        row.getLong(first + 2),
                        row.getString(first + 3),
                        row.getString(first + 4),
                        row.getLong(first + 5),
                        row.getObject(first + 6, UUID.class),
                        row.getTimestamp(first + 7).toInstant(),
                        row.getString(first + 8),
                        row.getString(first + 9),
                        row.getString(first + 10),
                        row.getString(first + 11),
                        row.getBoolean(first + 12),
                        row.getString(first + 13));
    }
}
