package io.tidemark.db.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Opens the few connections of a process that are not in the pool. */
public class DedicatedConnections {

    /** The first release with a time-out for whole transactions, implicit ones included. */
    private static final int HAS_TRANSACTION_TIMEOUT = 17;

    /** Overrides a weaker default of the server. A stricter one stays. */
    private static final String KEPT_MEANS_ON_DISK = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    private static final String CONNECT_SECONDS = "2";

    /** Limits the whole login. The other time-outs limit only its single calls. */
    private static final String LOGIN_SECONDS = "3";

    private final JdbcConnectionDetails database;

    public DedicatedConnections(JdbcConnectionDetails database) {
        this.database = database;
    }

    /** A session for reading and listening. No call on it lasts longer than the time-out and a second. */
    public Connection open(String name, Duration timeout) throws SQLException {
        return open(name, timeout, new Properties());
    }

    /** A session that prepares no statements, which would be in the way of others where sessions are shared. */
    Connection openUnprepared(String name, Duration timeout) throws SQLException {
        var properties = new Properties();
        properties.setProperty("preferQueryMode", "simple");
        return open(name, timeout, properties);
    }

    private Connection open(String name, Duration timeout, Properties properties) throws SQLException {
        properties.setProperty("ApplicationName", name);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", LOGIN_SECONDS);
        properties.setProperty("socketTimeout", Long.toString(timeout.toSeconds() + 1));
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        return open(database.getJdbcUrl(), properties);
    }

    private static Connection open(String url, Properties properties) throws SQLException {
        try {
            return DriverManager.getConnection(url, properties);
        } catch (RuntimeException failed) {
            if (Thread.interrupted()) { // The driver throws an SQLException when interrupted.
                throw new SQLException("interrupted while connecting", failed);
            }
            throw failed;
        }
    }

    /**
     * A session for appending. Each statement sees everything that was committed before it, and a commit is on disk
     * when it returns. The server ends the session when a transaction takes longer than the time-out, whatever
     * happened to the client. It also ends a session that is idle for that long, so that a process that was frozen
     * cannot send old data.
     */
    public Connection openBounded(String name, Duration timeout) throws SQLException {
        var connection = open(name, timeout);
        try (var statement = connection.createStatement()) {
            statement.execute(bounds(timeout, connection.getMetaData().getDatabaseMajorVersion()));
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    private static String bounds(Duration timeout, int release) {
        var settings = new ArrayList<>(List.of(
                "default_transaction_isolation = 'read committed'",
                "plan_cache_mode = force_generic_plan", // Its few statements need the same plan for all values.
                "jit = off",
                "statement_timeout = " + timeout.toMillis(),
                "idle_in_transaction_session_timeout = " + timeout.toMillis(),
                "idle_session_timeout = " + timeout.toMillis(),
                "tcp_user_timeout = " + timeout.toMillis()));
        if (release >= HAS_TRANSACTION_TIMEOUT) {
            settings.add("transaction_timeout = " + timeout.toMillis());
        }
        return "SET " + String.join("; SET ", settings) + "; " + KEPT_MEANS_ON_DISK;
    }
}
