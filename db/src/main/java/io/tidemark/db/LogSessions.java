package io.tidemark.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Opens the few connections that a process keeps for itself, outside the pool: the appender's and the listener's. */
class LogSessions {

    /** The first release that bounds a whole transaction, implicit ones included. */
    private static final int HAS_TRANSACTION_TIMEOUT = 17;

    /** Whatever the server's default is; a stricter one stays. */
    private static final String KEPT_MEANS_ON_DISK = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    private static final String CONNECT_SECONDS = "2";

    private final JdbcConnectionDetails database;

    LogSessions(JdbcConnectionDetails database) {
        this.database = database;
    }

    /** A session for reading and listening. No call on it lasts longer than the time-out and a second. */
    Connection open(String name, Duration timeout) throws SQLException {
        var properties = new Properties();
        properties.setProperty("ApplicationName", name);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", Long.toString(timeout.toSeconds() + 1));
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }

    /**
     * A session for appending: each statement sees what was committed before it, a commit is on disk when it returns, and
     * the server ends the session when a transaction on it outlasts the time-out, whatever became of the client.
     */
    Connection openBounded(String name, Duration timeout) throws SQLException {
        var connection = open(name, timeout);
        try (var statement = connection.createStatement()) {
            var millis = timeout.toMillis();
            statement.execute("SET default_transaction_isolation = 'read committed'");
            statement.execute(KEPT_MEANS_ON_DISK);
            statement.execute("SET statement_timeout = " + millis);
            statement.execute("SET idle_in_transaction_session_timeout = " + millis);
            statement.execute("SET tcp_user_timeout = " + millis);
            if (connection.getMetaData().getDatabaseMajorVersion() >= HAS_TRANSACTION_TIMEOUT) {
                statement.execute("SET transaction_timeout = " + millis);
            }
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }
}
