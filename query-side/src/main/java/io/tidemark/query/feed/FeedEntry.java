package io.tidemark.query.feed;

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

    static FeedEntry read(ResultSet row, int number) throws SQLException {
        return new FeedEntry(
                row.getString("channel"),
                row.getLong("position"),
                row.getLong("previous"),
                row.getString("type"),
                row.getString("subject"),
                row.getLong("version"),
                row.getObject("event_id", UUID.class),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("actor"),
                row.getString("command_id"),
                row.getString("correlation_id"),
                row.getString("traceparent"),
                row.getBoolean("stale"),
                row.getString("data"));
    }
}
