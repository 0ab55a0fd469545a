package io.tidemark.query.project;

import io.tidemark.db.Head;
import io.tidemark.events.DomainEvent;
import io.tidemark.events.EventName;
import io.tidemark.query.feed.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the feed, in the projector's transaction. */
@Component
class FeedWriter {

    /**
     * The first entry of a channel in which nothing is left follows what was removed, wherever the channel's last one was.
     *
     * <p>Behind the head an entry is written once more, where a part of history is projected again: in its place, if it is
     * still there. What the retention removed stays removed. Were it written again, a channel would have a gap until all of
     * it was.
     */
    private static final String INSERT = """
            WITH i AS (
                SELECT i.*, i.position > (SELECT head FROM feed_state) AS is_new
                FROM unnest(:channel::text[], :position::int8[], :type::text[], :subject::text[], :version::int8[],
                            :eventId::uuid[], :at::timestamptz[], :actor::text[], :commandId::text[],
                            :correlationId::text[], :traceparent::text[], :stale::bool[], :data::text[])
                     AS i (channel, position, type, subject, version, event_id, occurred_at, actor, command_id,
                           correlation_id, traceparent, stale, data))
            INSERT INTO feed (channel, position, previous, number, type, subject, version, event_id, occurred_at, actor,
                              command_id, correlation_id, traceparent, stale, data)
            SELECT i.channel, i.position,
                   coalesce(lag(i.position) OVER nth, newest.position, (SELECT floor FROM feed_state)),
                   coalesce(newest.number, 0) + row_number() OVER nth,
                   i.type, i.subject, i.version, i.event_id, i.occurred_at, i.actor, i.command_id, i.correlation_id,
                   i.traceparent, i.stale, i.data::json
            FROM i
            JOIN (SELECT c.channel, last.position, last.number
                  FROM (SELECT DISTINCT channel FROM i) c
                  LEFT JOIN LATERAL (SELECT f.position, f.number FROM feed f WHERE f.channel = c.channel
                                     ORDER BY f.position DESC LIMIT 1) last ON true) newest ON newest.channel = i.channel
            WHERE i.is_new OR i.position = (SELECT f.position FROM feed f
                                            WHERE f.channel = i.channel AND f.position = i.position)
            WINDOW nth AS (PARTITION BY i.channel, i.is_new ORDER BY i.position)
            ON CONFLICT (channel, position) DO UPDATE
            SET type = excluded.type, stale = excluded.stale, data = excluded.data,
                correlation_id = excluded.correlation_id, traceparent = excluded.traceparent
            """;

    /** The feed never goes back, even while the read models are built anew behind it. */
    private static final String ADVANCE = """
            WITH state AS (
                UPDATE feed_state SET head = greatest(head, :position), projected = :position RETURNING head)
            SELECT pg_notify('tidemark_feed', head::text) FROM state
            """;

    private final JdbcClient jdbc;
    private final WireData wireData;
    private final Head feedHead;

    FeedWriter(JdbcClient jdbc, WireData wireData, @Qualifier("feedHead") Head feedHead) {
        this.jdbc = jdbc;
        this.wireData = wireData;
        this.feedHead = feedHead;
    }

    /** One event for one channel. */
    private record Row(String channel, Recorded<DomainEvent> event) {}

    /**
     * Writes the entries of a batch, and that everything up to a position is projected.
     *
     * @param stale the positions of the events that the read models do not show
     */
    void write(List<Recorded<DomainEvent>> events, Set<Long> stale, long upTo) {
        var rows = new ArrayList<Row>();
        for (var event : events) {
            event.event().audience().forEach(user -> rows.add(new Row(Channels.of(user), event)));
        }
        if (!rows.isEmpty()) {
            insert(rows, stale);
        }
        jdbc.sql(ADVANCE).param("position", upTo).query().listOfRows();
    }

    private void insert(List<Row> rows, Set<Long> stale) {
        jdbc.sql(INSERT)
                .param("channel", column(rows, Row::channel, String[]::new))
                .param("position", column(rows, row -> row.event().position(), Long[]::new))
                .param("type", column(rows, row -> nameOf(row.event().event()), String[]::new))
                .param("subject", column(rows, row -> row.event().subject(), String[]::new))
                .param("version", column(rows, row -> row.event().version(), Long[]::new))
                .param("eventId", column(rows, row -> row.event().eventId(), UUID[]::new))
                .param("at", column(rows, row -> row.event().at().toString(), String[]::new))
                .param("actor", column(rows, row -> row.event().actor(), String[]::new))
                .param("commandId", column(rows, row -> row.event().commandId(), String[]::new))
                .param("correlationId", Columns.of(rows, row -> row.event().correlationId()))
                .param("traceparent", Columns.of(rows, row -> row.event().traceparent()))
                .param("stale", column(rows, row -> stale.contains(row.event().position()), Boolean[]::new))
                .param("data", column(rows, row -> wireData.of(row.event().event()), String[]::new))
                .update();
    }

    private static <T> T[] column(List<Row> rows, Function<Row, T> column, IntFunction<T[]> array) {
        return rows.stream().map(column).toArray(array);
    }

    private static String nameOf(DomainEvent event) {
        var name = event.getClass().getAnnotation(EventName.class);
        return Objects.requireNonNull(name, () -> event.getClass() + " has no name on the wire")
                .value();
    }

    /** Marks the event as shown after all. */
    void noLongerStale(long position) {
        keepRetentionOut();
        jdbc.sql("UPDATE feed SET stale = false WHERE position = ?")
                .params(position)
                .update();
    }

    /**
     * Says that the read models are being built anew. The feed's own head, and so every cursor, stays.
     */
    void rebuild() {
        keepRetentionOut();
        jdbc.sql("UPDATE feed_state SET projected = 0").update();
    }

    /** Until the caller's transaction ends: an entry that is just being changed would be passed over, and leave a gap. */
    private void keepRetentionOut() {
        jdbc.sql("SELECT position FROM feed_retention FOR UPDATE").query().listOfRows();
    }

    /** Tells this process that the projection is committed up to there; the others are told by the database. */
    void announce(long position) {
        feedHead.advanceTo(position);
    }
}
