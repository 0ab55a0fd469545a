package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What PostgreSQL has, read past all that Tidemark says of it. */
final class Database implements AutoCloseable {

    private static final int ROWS = 10_000;

    /** The data as the feed has it, byte by byte; that it follows from the log is checked apart. */
    private static final String LOG = """
            SELECT e.position, e.event_id::text, e.payload->>'owner', e.aggregate_id, e.sequence_number, e.command_id,
                   e.event_type LIKE '%:deleted', coalesce(f.type, ''), coalesce(f.data::text, '')
            FROM event_log e
            LEFT JOIN feed f ON f.position = e.position AND f.channel = 'user:' || (e.payload->>'owner')
            ORDER BY e.position
            """;

    /**
     * The feed is nothing but what follows from the log: an event is there without its owner and with milliseconds in its
     * times, and all changes of a product have one name.
     */
    private static final String FEED = """
            WITH expected AS (
                SELECT 'user:' || (payload->>'owner') AS channel, position,
                       coalesce(lag(position) OVER (PARTITION BY payload->>'owner' ORDER BY position), 0) AS previous,
                       row_number() OVER (PARTITION BY payload->>'owner' ORDER BY position) AS number,
                       event_id, aggregate_id AS subject, sequence_number AS version, metadata->>'actor' AS actor,
                       regexp_replace(command_id, '^.* ', '') AS command_id, false AS stale, occurred_at,
                       regexp_replace(event_type, '^product:(image-shown|enrich.*)$', 'product:updated') AS type,
                       regexp_replace((payload - 'owner')::text,
                                      '"([0-9]{4}-[0-9-]{5}T[0-9:]{8})Z"', '"\\1.000Z"', 'g')::jsonb AS data
                FROM event_log)
            SELECT coalesce(e.channel, f.channel) || ' at ' || coalesce(e.position, f.position) || ': log '
                   || coalesce(e::text, 'nothing') || ', feed ' || coalesce(f::text, 'nothing')
            FROM expected e FULL JOIN feed f ON e.channel = f.channel AND e.position = f.position
            WHERE (e.previous, e.number, e.event_id, e.subject, e.version, e.actor, e.command_id, e.stale, e.occurred_at, e.type, e.data)
                  IS DISTINCT FROM (f.previous, f.number, f.event_id, f.subject, f.version, f.actor, f.command_id, f.stale, f.occurred_at,
                                    f.type, f.data::jsonb)
            """;

    private static final String CHANGES = """
            SELECT type, subject, version, data::text FROM feed
            WHERE channel = ? AND position > ? AND position <= ? ORDER BY position
            """;

    private static final String COUNTED_TWICE = """
            SELECT aggregate_id || ' has ' || (activity->>'localId') || ' ' || count(*) || ' times'
            FROM event_log, jsonb_array_elements(payload->'activities') AS activity
            WHERE event_type = 'session:activities-added'
            GROUP BY aggregate_id, activity->>'localId' HAVING count(*) > 1
            """;

    private static final String DEAD = "SELECT sequence_identifier || ': ' || cause_message FROM dead_letter_entry";

    private final Connection connection;

    Database(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false); // Else the driver would fetch the whole log at once.
    }

    List<Logged> log() throws SQLException {
        var log = new ArrayList<Logged>();
        Map<String, String> owners = new HashMap<>();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS);
            try (var row = statement.executeQuery(LOG)) {
                while (row.next()) {
                    var command = row.getString(6);
                    log.add(new Logged(
                            row.getLong(1),
                            Mark.of(
                                    row.getString(8),
                                    row.getString(2),
                                    command.substring(command.lastIndexOf(' ') + 1),
                                    row.getString(9)),
                            owners.computeIfAbsent(row.getString(3), owner -> owner),
                            row.getString(4),
                            row.getLong(5),
                            command,
                            row.getBoolean(7)));
                }
            }
        }
        return log;
    }

    /** What a user was told behind a position and up to another. */
    List<Holdings.Change> changes(String user, long from, long to) throws SQLException {
        var changes = new ArrayList<Holdings.Change>();
        try (var statement = connection.prepareStatement(CHANGES)) {
            statement.setString(1, "user:" + user);
            statement.setLong(2, from);
            statement.setLong(3, to);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var data = JsonMapper.shared().readTree(row.getString(4));
                    changes.add(new Holdings.Change(row.getString(1), row.getString(2), row.getLong(3), data));
                }
            }
        }
        return changes;
    }

    long head() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT coalesce(max(position), 0) FROM event_log")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Notes all that does not follow from the log. */
    void check(Findings findings) throws SQLException {
        note(findings, Kind.FEED, FEED);
        note(findings, Kind.DONE_TWICE, COUNTED_TWICE);
        note(findings, Kind.READ_MODEL, DEAD);
    }

    private void note(Findings findings, Kind kind, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS);
            try (var row = statement.executeQuery(sql)) {
                while (row.next()) {
                    findings.add(kind, row.getString(1));
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
