package io.tidemark.query.audit;

import io.tidemark.db.jdbc.TransactionTimeouts;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the log in pieces. Each statement reads and returns a bounded number of events. */
@Component
public class AuditLog {

    /**
     * As many events as fit the number of bytes, but at least one. The size of what is stored is known without reading it:
     * an event behind so many stored bytes cannot fit.
     */
    private static final String SELECT = """
            SELECT * FROM (
                SELECT e.*, sum(octet_length(payload)) OVER (ORDER BY position) - octet_length(payload) AS bytes_before
                FROM (SELECT position, event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
                             revision, payload::text AS payload, metadata::text AS metadata, occurred_at, recorded_at,
                             payload->>'owner' AS owner, metadata->>'actor' AS actor,
                             metadata->>'correlationId' AS correlation_id, metadata->>'traceparent' AS traceparent, found
                      FROM (SELECT l.*, count(*) OVER () AS found,
                                   sum(pg_column_size(payload)) OVER (ORDER BY position) - pg_column_size(payload)
                                       AS stored_before
                            FROM (SELECT * FROM event_log WHERE %s LIMIT :limit) l) s
                      WHERE stored_before < :bytes) e) p
            WHERE bytes_before < :bytes ORDER BY position
            """;

    private static final String RANGE = "position > :after AND position <= :upTo%s ORDER BY position";

    /**
     * An aggregate's events have the same order by both numbers. This form makes the planner use the aggregate's
     * index.
     */
    private static final String RANGE_OF_ONE = """
            aggregate_id = :aggregate AND position + 0 > :after AND position + 0 <= :upTo%s ORDER BY sequence_number""";

    /**
     * Uses the index on the time. To find the lowest position, PostgreSQL would scan the whole log. If the clock stepped
     * back, an event with a later time may have a lower position; therefore this looks at an hour of events.
     */
    static final String BEFORE = """
            SELECT coalesce((SELECT min(e.position) - 1
                             FROM (SELECT recorded_at FROM event_log WHERE recorded_at >= ?
                                   ORDER BY recorded_at LIMIT 1) earliest
                             JOIN event_log e ON e.recorded_at >= earliest.recorded_at
                                             AND e.recorded_at < earliest.recorded_at + interval '1 hour'),
                            (SELECT max(position) FROM event_log), 0)
            """;

    static final String LAST_BEFORE = """
            SELECT coalesce((SELECT max(e.position)
                             FROM (SELECT recorded_at FROM event_log WHERE recorded_at < ?
                                   ORDER BY recorded_at DESC LIMIT 1) latest
                             JOIN event_log e ON e.recorded_at <= latest.recorded_at
                                             AND e.recorded_at > latest.recorded_at - interval '1 hour'), 0)
            """;

    private final JdbcClient jdbc;
    private final TransactionTimeouts transactionTimeouts;
    private final AuditProperties properties;
    private final AuditTuning tuning;
    private final TransactionTemplate transaction;

    AuditLog(
            JdbcClient jdbc,
            TransactionTimeouts transactionTimeouts,
            AuditProperties properties,
            AuditTuning tuning,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactionTimeouts = transactionTimeouts;
        this.properties = properties;
        this.tuning = tuning;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A piece of the log.
     *
     * @param events the requested events
     * @param reached the position up to which the piece has all requested events
     */
    public record Piece(List<LoggedEvent> events, long reached) {}

    /**
     * The next requested events between two positions, for a part of a long answer. May be empty although there are more,
     * and may take longer than an answer.
     */
    public Piece read(AuditFilter filter, long after, long upTo, int limit) {
        return transaction.execute(looking -> {
            transactionTimeouts.allowStatements(properties.statementTimeout());
            return piece(filter, after, upTo, limit);
        });
    }

    /** The same within the time of an answer. */
    Piece readInTime(AuditFilter filter, long after, long upTo, int limit) {
        return transaction.execute(looking -> piece(filter, after, upTo, limit));
    }

    private Piece piece(AuditFilter filter, long after, long upTo, int limit) {
        long end = filter.isIndexed() ? upTo : Math.min(upTo, after + tuning.scanEvents());
        var rows = rows(filter, after, end, limit + 1);
        var events = rows.subList(0, Math.min(limit, rows.size()));
        boolean more = !rows.isEmpty() && rows.get(0).found() > events.size();
        return new Piece(events, more ? events.get(events.size() - 1).position() : end);
    }

    private List<LoggedEvent> rows(AuditFilter filter, long after, long upTo, int limit) {
        return jdbc.sql(sql(filter))
                .param("after", after)
                .param("upTo", upTo)
                .param("limit", limit)
                .param("bytes", tuning.pageBytes())
                .param("aggregate", filter.aggregate())
                .param("types", filter.types().toArray(String[]::new))
                .param("actor", filter.actor())
                .param("user", filter.user())
                .param("from", filter.from() == null ? null : Timestamp.from(filter.from()))
                .param("to", filter.to() == null ? null : Timestamp.from(filter.to()))
                .query(LoggedEvent::read)
                .list();
    }

    static String sql(AuditFilter filter) {
        return SELECT.formatted(conditions(filter));
    }

    /** Only the conditions of the filter, so that the planner can choose the index. */
    private static String conditions(AuditFilter filter) {
        var conditions = new ArrayList<String>();
        if (!filter.types().isEmpty()) {
            conditions.add("event_type = ANY (:types)");
        }
        if (filter.actor() != null) {
            conditions.add("metadata->>'actor' = :actor");
        }
        if (filter.user() != null) {
            conditions.add("payload->>'owner' = :user");
        }
        if (filter.from() != null) {
            conditions.add("recorded_at >= :from");
        }
        if (filter.to() != null) {
            conditions.add("recorded_at < :to");
        }
        var more = conditions.stream().map(" AND "::concat).reduce("", String::concat);
        return (filter.aggregate() == null ? RANGE : RANGE_OF_ONE).formatted(more);
    }

    /** The position after which all events were recorded at that time or later. */
    long before(Instant from) {
        return position(BEFORE, from);
    }

    /** The last position that was recorded before that time. */
    long lastBefore(Instant to) {
        return position(LAST_BEFORE, to);
    }

    private long position(String sql, Instant at) {
        return transaction.execute(looking ->
                jdbc.sql(sql).params(Timestamp.from(at)).query(Long.class).single());
    }

    /** The owner of the aggregate; empty if it has no events. */
    Optional<String> ownerOf(String aggregate) {
        return jdbc.sql(
                        "SELECT payload->>'owner' FROM event_log WHERE aggregate_id = ? ORDER BY sequence_number LIMIT 1")
                .params(aggregate)
                .query(String.class)
                .optional();
    }
}
