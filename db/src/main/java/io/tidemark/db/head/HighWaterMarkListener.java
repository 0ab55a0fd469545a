package io.tidemark.db.head;

import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.jdbc.OutageLogger;
import io.tidemark.db.loop.BackgroundLoop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the high-water marks of the other processes: it LISTENs for every mark on one connection. It also queries
 * the positions after each (re)connect and in each interval, in case a notification is lost.
 */
public class HighWaterMarkListener extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(HighWaterMarkListener.class);

    /** How long an answer may take. Nothing else detects a network that fails silently. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(1);

    /** Pause after a notification without a new position, so that a flood of them does not cause as many queries. */
    private static final Duration REST_AFTER_FALSE_NEWS = Duration.ofMillis(10);

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
    protected void step() throws SQLException, InterruptedException {
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

    private void listen(Connection connection) throws SQLException, InterruptedException {
        var byChannel = new HashMap<String, HighWaterMark>();
        for (var mark : heads) {
            byChannel.put(startListening(connection, mark), mark);
        }
        var notifications = connection.unwrap(PGConnection.class);
        while (!isClosed()) {
            long asked = System.nanoTime();
            for (var mark : heads) {
                ask(connection, mark);
            }
            for (long left = pollInterval.toMillis(); left > 0 && !isClosed(); left = leftSince(asked)) {
                askForNews(connection, byChannel, notifications.getNotifications((int) left));
            }
        }
    }

    /** Returns the channel. */
    private static String startListening(Connection connection, HighWaterMark mark) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT log_channel(?)")) {
            statement.setString(1, mark.name());
            try (var row = statement.executeQuery()) {
                row.next();
                var channel = row.getString(1);
                execute(connection, "LISTEN " + channel);
                return channel;
            }
        }
    }

    private long leftSince(long asked) {
        return pollInterval.minusNanos(System.nanoTime() - asked).toMillis();
    }

    /**
     * A notification is a reason to query and not the answer, because every client of the database can send one. If its
     * position is known already, no query is needed.
     */
    private void askForNews(
            Connection connection, Map<String, HighWaterMark> byChannel, PGNotification @Nullable [] received)
            throws SQLException, InterruptedException {
        if (received == null || received.length == 0) {
            return;
        }
        heard();
        var marks = byChannel.entrySet().stream()
                .filter(each -> Arrays.stream(received)
                        .anyMatch(one -> one.getName().equals(each.getKey()) && isNews(each.getValue(), one)))
                .map(Map.Entry::getValue)
                .toList();
        boolean inVain = false;
        for (var mark : marks) {
            long before = mark.position();
            ask(connection, mark);
            inVain |= mark.position() == before;
        }
        if (inVain) {
            TimeUnit.MILLISECONDS.sleep(REST_AFTER_FALSE_NEWS.toMillis());
        }
    }

    private static boolean isNews(HighWaterMark mark, PGNotification announced) {
        try {
            return Long.parseLong(announced.getParameter()) > mark.position();
        } catch (NumberFormatException senseless) {
            return true;
        }
    }

    private void ask(Connection connection, HighWaterMark mark) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(mark.query())) {
            row.next();
            mark.advanceTo(row.getLong(1));
        }
        heard();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
