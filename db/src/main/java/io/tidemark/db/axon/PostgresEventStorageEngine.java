package io.tidemark.db.axon;

import io.tidemark.db.append.GroupAppender;
import io.tidemark.db.append.PendingAppend;
import io.tidemark.db.append.Receipt;
import io.tidemark.db.jdbc.ShrinkingPage;
import io.tidemark.db.log.EventMessageConverter;
import io.tidemark.db.log.EventMetaData;
import io.tidemark.db.log.NewEvent;
import io.tidemark.db.log.RecentEvents;
import io.tidemark.db.log.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event log as Axon's storage engine. Appending returns when the events are on disk. */
public class PostgresEventStorageEngine extends AbstractEventStorageEngine {

    private static final String EVENT = """
            SELECT position, event_id, aggregate_type, aggregate_id, sequence_number, event_type, revision,
                   payload::text AS payload, metadata::text AS metadata, occurred_at
            FROM event_log
            """;

    private static final String HISTORY = """
            SELECT * FROM (
                SELECT *, sum(length(payload) + length(metadata)) OVER (ORDER BY sequence_number)
                              - length(payload) - length(metadata) AS chars_before
                FROM (%s WHERE aggregate_id = ? AND aggregate_type IS NOT NULL AND sequence_number > ?
                      ORDER BY sequence_number LIMIT ?) AS event) AS page
            WHERE chars_before < %s
            ORDER BY sequence_number
            """.formatted(EVENT, HistoryPage.MAX_CHARS);

    private final JdbcClient jdbc;
    private final GroupAppender appender;
    private final RecentEvents recent;
    private final int pageSize;

    public PostgresEventStorageEngine(
            Builder builder, JdbcClient jdbc, GroupAppender appender, RecentEvents recent, int pageSize) {
        super(builder);
        this.jdbc = jdbc;
        this.appender = appender;
        this.recent = recent;
        this.pageSize = pageSize;
    }

    public static Builder builder(Serializer serializer, EventUpcaster upcasters, SnapshotFilter snapshotFilter) {
        return (Builder) new Builder()
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(upcasters)
                .snapshotFilter(snapshotFilter);
    }

    static class Builder extends AbstractEventStorageEngine.Builder {}

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        var entries = events.stream()
                .map(event -> EventMessageConverter.of(event, serializer))
                .toList();
        var deadline = LogContext.current().flatMap(LogContext::deadline).orElse(null);
        ConsistencyPosition.byWriting(appender.append(new PendingAppend(entries, receipt(events, entries), deadline)));
    }

    private static @Nullable Receipt receipt(List<? extends EventMessage<?>> events, List<NewEvent> entries) {
        var last = entries.get(entries.size() - 1);
        return EventMetaData.text(events.get(0), EventMetaData.FINGERPRINT)
                .map(fingerprint ->
                        new Receipt(last.commandId(), fingerprint, last.aggregateId(), last.sequenceNumber(), 0))
                .orElse(null);
    }

    /** The next stored events after a position, at most one page. */
    List<StoredEvent> page(long after) {
        var justAppended = recent.after(after, pageSize);
        return justAppended.isEmpty() ? rows(after).list() : justAppended;
    }

    private ShrinkingPage<StoredEvent> rows(long after) {
        return ShrinkingPage.read(
                pageSize,
                limit -> jdbc.sql(EVENT + " WHERE position > ? ORDER BY position LIMIT ?")
                        .params(after, limit)
                        .query(PostgresEventStorageEngine::logged)
                        .list());
    }

    Stream<? extends TrackedEventMessage<?>> upcast(List<StoredEvent> page) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                page.stream().map(StoredEvent::asAxonTakesIt), getEventSerializer(), upcasterChain);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        return pages(positionOf(token), this::rows, StoredEvent::position).map(StoredEvent::asAxonTakesIt);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String aggregateId, long firstSequenceNumber) {
        var first = history(aggregateId, firstSequenceNumber - 1, Math.min(HistoryPage.FIRST, pageSize));
        return Stream.iterate(first, page -> !page.events().isEmpty(), page -> after(page, aggregateId))
                .flatMap(page -> page.events().stream());
    }

    private HistoryPage after(HistoryPage page, String aggregateId) {
        return page.isLast()
                ? new HistoryPage(List.of(), page.limit())
                : history(aggregateId, page.lastSequenceNumber(), page.nextLimit(pageSize));
    }

    /** Does not retry with smaller pages: the command's deadline would be over by then. */
    private HistoryPage history(String aggregateId, long after, int limit) {
        var events = jdbc.sql(HISTORY)
                .params(aggregateId, after, limit)
                .query(PostgresEventStorageEngine::read)
                .list();
        var page = new HistoryPage(events, limit);
        LogContext.current().ifPresent(context -> context.hasRead(page.chars()));
        return page;
    }

    /** Of what is stored, whatever the upcasters make of it. */
    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        return jdbc.sql("SELECT sequence_number FROM event_log WHERE aggregate_id = ? AND aggregate_type IS NOT NULL"
                        + " ORDER BY sequence_number DESC LIMIT 1")
                .params(aggregateId)
                .query(Long.class)
                .optional();
    }

    /** All rows from a key on, read page by page as they are consumed. */
    private static <T> Stream<T> pages(long start, LongFunction<ShrinkingPage<T>> page, Function<T, Long> key) {
        return Stream.iterate(
                        page.apply(start),
                        rows -> !rows.list().isEmpty(),
                        rows -> rows.isLast()
                                ? new ShrinkingPage<T>(List.of(), true)
                                : page.apply(
                                        key.apply(rows.list().get(rows.list().size() - 1))))
                .flatMap(rows -> rows.list().stream());
    }

    private static StoredEvent read(ResultSet row, int number) throws SQLException {
        var event = logged(row, number);
        ConsistencyPosition.byReading(event.position());
        return event;
    }

    private static StoredEvent logged(ResultSet row, int number) throws SQLException {
        return new StoredEvent(
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getString("event_type"),
                row.getString("revision"),
                row.getString("payload"),
                row.getString("metadata"),
                row.getTimestamp("occurred_at").toInstant());
    }

    /** One of the same sequence number replaces the other, which the filter may have rejected. */
    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        if (snapshot.getType() == null) {
            throw new IllegalArgumentException("the snapshot of %s has to name the type of its aggregate"
                    .formatted(snapshot.getAggregateIdentifier()));
        }
        var payload = snapshot.serializePayload(serializer, String.class);
        jdbc.sql("""
                        INSERT INTO snapshot (aggregate_id, aggregate_type, sequence_number, position, event_id, payload_type,
                                              revision, payload, metadata, taken_at)
                        VALUES (:id, :type, :sequence,
                                (SELECT position FROM event_log WHERE aggregate_id = :id AND sequence_number = :sequence),
                                :eventId, :payloadType, :revision, :payload::jsonb, :metadata::jsonb, :takenAt)
                        ON CONFLICT (aggregate_id) DO UPDATE
                        SET aggregate_type = excluded.aggregate_type,
                            sequence_number = excluded.sequence_number, position = excluded.position,
                            event_id = excluded.event_id,
                            payload_type = excluded.payload_type, revision = excluded.revision,
                            payload = excluded.payload, metadata = excluded.metadata, taken_at = excluded.taken_at
                        WHERE snapshot.sequence_number <= excluded.sequence_number
                        """)
                .param("id", snapshot.getAggregateIdentifier())
                .param("type", snapshot.getType())
                .param("sequence", snapshot.getSequenceNumber())
                .param("eventId", EventMetaData.uuid(snapshot))
                .param("payloadType", payload.getType().getName())
                .param("revision", payload.getType().getRevision())
                .param("payload", payload.getData())
                .param(
                        "metadata",
                        snapshot.serializeMetaData(serializer, String.class).getData())
                .param("takenAt", Timestamp.from(snapshot.getTimestamp()))
                .update();
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateId) {
        return jdbc.sql("""
                        SELECT position, aggregate_type, aggregate_id, sequence_number, event_id, payload_type AS event_type,
                               revision, payload::text AS payload, metadata::text AS metadata, taken_at AS occurred_at
                        FROM snapshot WHERE aggregate_id = ?
                        """).params(aggregateId).query(PostgresEventStorageEngine::read).list().stream();
    }

    @Override
    public TrackingToken createTailToken() {
        return token("SELECT min(position) - 1 FROM event_log");
    }

    @Override
    public TrackingToken createHeadToken() {
        return token("SELECT max(position) FROM event_log");
    }

    /**
     * All events that the log recorded from that instant on are after this token, also if the clock of the database
     * stepped back by up to an hour: the lowest position counts, not the earliest time.
     */
    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return token("""
                SELECT coalesce((SELECT min(e.position) - 1
                                 FROM (SELECT recorded_at FROM event_log WHERE recorded_at >= ?
                                       ORDER BY recorded_at LIMIT 1) earliest
                                 JOIN event_log e ON e.recorded_at >= earliest.recorded_at
                                                 AND e.recorded_at < earliest.recorded_at + interval '1 hour'),
                                (SELECT max(position) FROM event_log))
                """, Timestamp.from(instant));
    }

    private TrackingToken token(String sql, Object... parameters) {
        var position = jdbc.sql(sql).params(parameters).query(Long.class).optional();
        return new GlobalSequenceTrackingToken(position.orElse(0L));
    }

    /**
     * @throws IllegalArgumentException if it is no token of this log: the position of another one, for example one with
     *     gaps, would leave events out
     */
    static long positionOf(@Nullable TrackingToken token) {
        var position = WrappedToken.unwrapLowerBound(token);
        if (position == null) {
            return 0;
        }
        if (position instanceof GlobalSequenceTrackingToken own) {
            return own.getGlobalIndex();
        }
        throw new IllegalArgumentException("not a token of this log: " + token);
    }
}
