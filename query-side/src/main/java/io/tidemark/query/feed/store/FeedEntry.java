package io.tidemark.query.feed.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as one channel's clients receive it.
 *
 * @param channel the channel of those clients
 * @param position the event's position in the log
 * @param previous the position of the entry before it in the channel. If none is left, the position up to which entries
 *     were removed
 * @param correlationId the id that the sender gave the request, if any
 * @param traceparent the span that appended the event, if it was traced
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

    /** The columns that {@link #read} reads, in their order. */
    static final String COLUMNS = "channel, position, previous, type, subject, version, event_id, occurred_at, actor,"
            + " command_id, correlation_id, traceparent, stale, data";

    /**
     * Reads the entry from that column on; null if there is none. By number, because names are looked up in each row.
     */
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
