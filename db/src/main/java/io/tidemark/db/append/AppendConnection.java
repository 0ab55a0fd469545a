package io.tidemark.db.append;

import io.tidemark.db.jdbc.DedicatedConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appender's connection. It is opened on demand, also after it broke. For one thread. */
class AppendConnection {

    private static final Logger LOG = LoggerFactory.getLogger(AppendConnection.class);
    private static final int PROBE_SECONDS = 1;

    private final DedicatedConnections connections;
    private final Duration lockTimeout;
    private @Nullable Connection connection;
    private boolean isUsed;

    AppendConnection(DedicatedConnections connections, Duration lockTimeout) {
        this.connections = connections;
        this.lockTimeout = lockTimeout;
    }

    Connection connected() throws SQLException {
        isUsed = true;
        if (connection == null) {
            connection = connections.openBounded("tidemark-appender", lockTimeout);
        }
        return connection;
    }

    /** Whether there is none although one is needed. A process that never appends needs none. */
    boolean isLost() {
        return isUsed && connection == null;
    }

    /** Detects a dead connection while no command waits for it. */
    void probe() {
        try {
            if (connection != null && !connection.isValid(PROBE_SECONDS)) {
                disconnect();
            }
        } catch (SQLException closed) {
            disconnect();
        }
    }

    void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException alreadyGone) {
                LOG.debug("Closing a broken connection", alreadyGone);
            }
            connection = null;
        }
    }
}
