package io.tidemark.db.axon;

import io.tidemark.db.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Writes to the log by other means: takes the lock, dawdles with it, and commits or thinks better of it. */
final class RogueWriter {

    private static final String INSERT = """
            INSERT INTO event_log (position, event_id, aggregate_type, aggregate_id, sequence_number, command_id,
                                   event_type, revision, payload, metadata, occurred_at)
            SELECT coalesce((SELECT max(position) FROM event_log), 0) + nth, gen_random_uuid(), 'Rogue',
                   gen_random_uuid()::text, 0, 'rogue', 'io.tidemark.db.Noted', '1', '{"text": "rogue"}', '{}', now()
            FROM generate_series(1, %s) AS nth
            RETURNING event_id, pg_notify(log_channel('tidemark_log'), position::text)
            """;

    private final String url;
    private final Random random;
    private final List<UUID> committed = new ArrayList<>();
    private int rolledBack;

    RogueWriter(String url, Random random) {
        this.url = url;
        this.random = random;
    }

    void writeUntil(BooleanSupplier enough) {
        try (var connection = TestDatabase.dataSource(url).getConnection()) {
            connection.setAutoCommit(false);
            while (!enough.getAsBoolean()) {
                write(connection);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void write(Connection connection) throws SQLException {
        query(connection, "SELECT lock_event_log()");
        var events = query(connection, INSERT.formatted(1 + random.nextInt(20)));
        dawdle(connection, 5);
        if (random.nextBoolean()) {
            connection.commit();
            events.stream().map(UUID::fromString).forEach(committed::add);
        } else {
            connection.rollback();
            rolledBack++;
        }
        dawdle(connection, 50);
        connection.rollback();
    }

    private void dawdle(Connection connection, int millis) throws SQLException {
        query(connection, "SELECT pg_sleep(%s / 1000.0)".formatted(random.nextInt(millis)));
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        var firstColumn = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                firstColumn.add(rows.getString(1));
            }
        }
        return firstColumn;
    }

    /** The events that are in the log; known once it has stopped. */
    List<UUID> committed() {
        return committed;
    }

    int rolledBack() {
        return rolledBack;
    }
}
