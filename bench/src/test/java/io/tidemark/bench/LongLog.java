package io.tidemark.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes a log long without anybody having to send commands. */
final class LongLog {

    private static final long POLL_MILLIS = 20;
    private static final Duration CEILING = Duration.ofMinutes(30);

    /** More replies, each like the one that was created last, but somebody's; their ids are as the server makes them. */
    private static final String REPEAT = """
            INSERT INTO event_log (position, event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
                                   revision, payload, metadata, occurred_at)
            SELECT l.position + n, uuidv7(), l.aggregate_type, 'reply/' || id, 0, 'seed ' || l.position + n,
                   l.event_type, l.revision, l.payload || jsonb_build_object('id', id, 'owner', ?::text), l.metadata, l.occurred_at
            FROM event_log l, generate_series(1, ?) n,
                 LATERAL (SELECT uuidv7(n * interval '0')::text AS id) i
            WHERE l.position = (SELECT max(position) FROM event_log)
            """;

    private LongLog() {}

    /** Adds events to it, and returns how long it took until they were projected. */
    static Duration grow(Server server, String owner, int events) throws SQLException, InterruptedException {
        try (var database = server.database()) {
            long head = number(database, "SELECT max(position) FROM event_log") + events;
            try (var repeat = database.prepareStatement(REPEAT)) {
                repeat.setString(1, owner);
                repeat.setInt(2, events);
                repeat.executeUpdate();
            }
            long begun = System.nanoTime();
            await(database, "SELECT projected FROM feed_state", head);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            server.settle();
            return took;
        }
    }

    /** Adds as many events as it needs to have that many, and returns how many it has. */
    static int growTo(Server server, String owner, int events) throws SQLException, InterruptedException {
        long there;
        try (var database = server.database()) {
            there = number(database, "SELECT count(*) FROM event_log");
        }
        if (there < events) {
            grow(server, owner, (int) (events - there));
        }
        return (int) Math.max(there, events);
    }

    /** Waits until the statement's number is at least that. */
    static void await(Connection database, String sql, long least) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + CEILING.toNanos();
        while (number(database, sql) < least) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + CEILING);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** The statement's number, or 0. */
    static long number(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
