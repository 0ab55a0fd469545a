package io.tidemark.query.projector;

import io.tidemark.events.DomainEvent;
import io.tidemark.events.EventKinds;
import io.tidemark.query.feed.store.Channels;
import io.tidemark.query.feed.store.FeedBatch;
import io.tidemark.query.feed.store.FeedEntry;
import io.tidemark.query.projection.Columns;
import io.tidemark.query.projection.RecordedEvent;
import io.tidemark.query.projection.WireData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the feed, in the projector's transaction. */
@Component
class FeedWriter {

    /**
     * Writes entries, and the position up to which everything is projected. The feed's head never moves back, not even
     * during a rebuild of the read models. Returns each new entry, and the head as it was before.
     *
     * <p>If all entries of a channel were removed, its next entry follows the removed ones, wherever the last of them
     * was.
     *
     * <p>Before the head, where history is projected again, an entry is updated in place if it still exists and
     * differs. Entries that the retention removed stay removed. If they were written again, a channel would have a gap
     * until the last one is written.
     */
    private static final String WRITE = """
            WITH i AS (
                SELECT i.*, i.position > (SELECT head FROM feed_state) AS is_new
                FROM unnest(:channel::text[], :position::int8[], :type::text[], :subject::text[], :version::int8[],
                            :eventId::uuid[], :at::timestamptz[], :actor::text[], :commandId::text[],
                            :correlationId::text[], :traceparent::text[], :stale::bool[], :data::text[])
                     AS i (channel, position, type, subject, version, event_id, occurred_at, actor, command_id,
                           correlation_id, traceparent, stale, data)),
            redone AS (
                UPDATE feed f
                SET type = i.type, stale = i.stale, data = i.data::json, correlation_id = i.correlation_id,
                    traceparent = i.traceparent
                FROM i
                WHERE NOT i.is_new AND f.channel = i.channel AND f.position = i.position
                  AND (f.type, f.stale, f.data::text, f.correlation_id, f.traceparent)
                      IS DISTINCT FROM (i.type, i.stale, i.data, i.correlation_id, i.traceparent)),
            added AS (
                INSERT INTO feed (channel, position, previous, number, type, subject, version, event_id, occurred_at, actor,
                                  command_id, correlation_id, traceparent, stale, data)
                SELECT i.channel, i.position,
                       coalesce(lag(i.position) OVER nth, newest.position, (SELECT floor FROM feed_state)),
                       coalesce(newest.number, 0) + row_number() OVER nth,
                       i.type, i.subject, i.version, i.event_id, i.occurred_at, i.actor, i.command_id, i.correlation_id,
                       i.traceparent, i.stale, i.data::json
                FROM i
                JOIN (SELECT c.channel, last.position, last.number
                      FROM (SELECT DISTINCT channel FROM i WHERE is_new) c
                      LEFT JOIN LATERAL (SELECT f.position, f.number FROM feed f WHERE f.channel = c.channel
                                         ORDER BY f.position DESC LIMIT 1) last ON true) newest ON newest.channel = i.channel
                WHERE i.is_new
                WINDOW nth AS (PARTITION BY i.channel ORDER BY i.position)
                RETURNING channel, position, previous),
            before AS (SELECT head FROM feed_state),
            moved AS (UPDATE feed_state SET head = greatest(head, :upTo), projected = :upTo)
            SELECT before.head, added.channel, added.position, added.previous
            FROM before LEFT JOIN added ON true
            """;

    private final JdbcClient jdbc;
    private final WireData wireData;

    FeedWriter(JdbcClient jdbc, WireData wireData) {
        this.jdbc = jdbc;
        this.wireData = wireData;
    }

    /** One event for one channel. */
    private record Row(String channel, RecordedEvent<DomainEvent> event, String type, boolean stale, String data) {

        static Row of(String channel, RecordedEvent<DomainEvent> event, Set<Long> stale, WireData wireData) {
            return new Row(
                    channel,
                    event,
                    EventKinds.nameOnTheWire(event.event().getClass()),
                    stale.contains(event.position()),
                    wireData.of(event.event()));
        }

        long position() {
            return event.position();
        }

        Place place() {
            return new Place(channel, position());
        }

        FeedEntry entry(long previous) {
            return new FeedEntry(
                    channel,
                    position(),
                    previous,
                    type,
                    event.subject(),
                    event.version(),
                    event.eventId(),
                    event.at(),
                    event.actor(),
                    event.commandId(),
                    event.correlationId(),
                    event.traceparent(),
                    stale,
                    data);
        }
    }

    /** The key of an entry. */
    private record Place(String channel, long position) {}

    /**
     * Writes the entries of a batch, and the position up to which everything is projected.
     *
     * @param stale the positions of the events that the read models do not show
     * @return the entries that are new in the feed
     */
    FeedBatch write(List<RecordedEvent<DomainEvent>> events, Set<Long> stale, long upTo) {
        var rows = new ArrayList<Row>();
        for (var event : events) {
            event.event().audience().forEach(user -> rows.add(Row.of(Channels.of(user), event, stale, wireData)));
        }
        return write(rows, upTo);
    }

    private FeedBatch write(List<Row> rows, long upTo) {
        var before = new AtomicLong();
        var previous = new HashMap<Place, Long>();
        jdbc.sql(WRITE)
                .param("channel", column(rows, Row::channel, String[]::new))
                .param("position", column(rows, Row::position, Long[]::new))
                .param("type", column(rows, Row::type, String[]::new))
                .param("subject", column(rows, row -> row.event().subject(), String[]::new))
                .param("version", column(rows, row -> row.event().version(), Long[]::new))
                .param("eventId", column(rows, row -> row.event().eventId(), UUID[]::new))
                .param("at", column(rows, row -> row.event().at().toString(), String[]::new))
                .param("actor", column(rows, row -> row.event().actor(), String[]::new))
                .param("commandId", column(rows, row -> row.event().commandId(), String[]::new))
                .param("correlationId", Columns.of(rows, row -> row.event().correlationId()))
                .param("traceparent", Columns.of(rows, row -> row.event().traceparent()))
                .param("stale", column(rows, Row::stale, Boolean[]::new))
                .param("data", column(rows, Row::data, String[]::new))
                .param("upTo", upTo)
                .query(row -> {
                    before.set(row.getLong("head"));
                    if (row.getString("channel") != null) {
                        previous.put(
                                new Place(row.getString("channel"), row.getLong("position")), row.getLong("previous"));
                    }
                });
        var entries = rows.stream()
                .filter(row -> row.position() > before.get())
                .map(row -> row.entry(Objects.requireNonNull(previous.get(row.place()))))
                .toList();
        return new FeedBatch(before.get(), entries, upTo);
    }

    private static <T> T[] column(List<Row> rows, Function<Row, T> column, IntFunction<T[]> array) {
        return rows.stream().map(column).toArray(array);
    }

    /** Marks the event as shown by the read models. */
    void noLongerStale(long position) {
        keepRetentionOut();
        jdbc.sql("UPDATE feed SET stale = false WHERE position = ?")
                .params(position)
                .update();
    }

    /**
     * Records that a rebuild of the read models has started. The feed's head, and so every cursor, stays.
     */
    void rebuild() {
        keepRetentionOut();
        jdbc.sql("UPDATE feed_state SET projected = 0").update();
    }

    /**
     * Until the caller's transaction ends. The retention would skip an entry that is being changed, and leave a gap.
     */
    private void keepRetentionOut() {
        jdbc.sql("SELECT position FROM feed_retention FOR UPDATE").query().listOfRows();
    }
}
