package io.tidemark.db.head;

import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.jdbc.OutageLogger;
import io.tidemark.db.loop.BackgroundLoop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this process how far the others have come: it LISTENs for every head on one connection. Asking anew after each
 * (re)connect and in each interval is the safety net for an announcement that never came.
 */
public class HighWaterMarkListener extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(HighWaterMarkListener.class);

    /** How long an answer may take. Where the network fails without a word, nothing else tells. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final DedicatedConnections connections;
    private final Duration pollInterval;
    private final List<HighWaterMark> heads;
    private final ListenerHealth health;
    private final OutageLogger outage = new OutageLogger(LOG, "listen for notifications of new events");

    public HighWaterMarkListener(
            DedicatedConnections connections, Duration pollInterval, List<HighWaterMark> heads, ListenerHealth health) {
        super("tidemark-listener", pollInterval, Duration.ZERO);
        this.connections = connections;
        this.pollInterval = pollInterval;
        this.heads = List.copyOf(heads);
        this.health = health;
    }

    @Override
    protected void step() throws SQLException {
        try (var connection = connections.open("tidemark-listener", SOCKET_TIMEOUT)) {
            listen(connection);
        }
    }

    @Override
    protected void failed(Exception cause) {
        health.lost();
        outage.failed(cause);
    }

    private void heard() {
        health.heard(pollInterval.plus(GRACE));
        outage.recovered();
    }

    private void listen(Connection connection) throws SQLException {
        var byChannel = heads.stream().collect(Collectors.toMap(HighWaterMark::channel, Function.identity()));
        for (var channel : byChannel.keySet()) {
            execute(connection, "LISTEN " + channel);
        }
        var notifications = connection.unwrap(PGConnection.class);
        while (!isClosed()) {
            long asked = System.nanoTime();
            askAll(connection);
            for (long left = pollInterval.toMillis(); left > 0 && !isClosed(); left = leftSince(asked)) {
                var received = notifications.getNotifications((int) left);
                if (received != null && received.length > 0) {
                    advance(byChannel, received);
                }
            }
        }
    }

    private long leftSince(long asked) {
        return pollInterval.minusNanos(System.nanoTime() - asked).toMillis();
    }

    private void advance(Map<String, HighWaterMark> byChannel, PGNotification[] received) {
        heard();
        for (var notification : received) {
            var highWaterMark = byChannel.get(notification.getName());
            if (highWaterMark != null) {
                highWaterMark.advanceTo(Long.parseLong(notification.getParameter()));
            }
        }
    }

    private void askAll(Connection connection) throws SQLException {
        for (var highWaterMark : heads) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(highWaterMark.query())) {
                row.next();
                highWaterMark.advanceTo(row.getLong(1));
            }
        }
        heard();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
