package io.tidemark.db.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * Finds a pooler that gives each transaction any session of PostgreSQL. Behind it LISTEN hears nothing, and what one process
 * sets on a session applies to another one.
 */
final class SessionProbe {

    private static final String NAME = "tidemark-probe";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private SessionProbe() {}

    /** @throws SharedSessionsException if sessions are shared */
    static void requireOwnSessions(DedicatedConnections connections) throws SQLException {
        try (var listener = connections.openUnprepared(NAME, TIMEOUT);
                var other = connections.openUnprepared(NAME, TIMEOUT)) {
            int backend = backendOf(listener);
            var channel = "tidemark_probe_" + backend;
            execute(listener, "LISTEN " + channel);
            other.setAutoCommit(false); // Keeps a backend, which behind such a pooler is the one that is free.
            if (backendOf(other) == backend || backendOf(listener) != backend) {
                throw new SharedSessionsException("two transactions of one session have different backends");
            }
            execute(other, "NOTIFY " + channel);
            other.commit();
            if (!hears(listener)) {
                throw new SharedSessionsException("a session that listens hears no notification");
            }
        }
    }

    private static boolean hears(Connection listener) throws SQLException {
        var heard = listener.unwrap(PGConnection.class).getNotifications(Math.toIntExact(TIMEOUT.toMillis()));
        return heard != null && heard.length > 0;
    }

    private static int backendOf(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
