package io.tidemark.db.head;

import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.jdbc.OutageLogger;
import io.tidemark.db.loop.BackgroundLoop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces the positions of this process to the others: it NOTIFYs of every mark on one connection. If this process
 * or its connection dies, the others find the position when they query.
 *
 * <p>The transactions that write do not notify. PostgreSQL commits only one notifying transaction at a time, until it
 * is on disk, so appends and projections would wait for each other's disk writes.
 */
public class HighWaterMarkNotifier extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(HighWaterMarkNotifier.class);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);

    private final DedicatedConnections connections;
    private final List<HighWaterMark> heads;
    private final Map<HighWaterMark, Long> announced = new HashMap<>();
    private final OutageLogger outage = new OutageLogger(LOG, "notify other processes of new events");

    public HighWaterMarkNotifier(DedicatedConnections connections, List<HighWaterMark> heads) {
        super("tidemark-announcer", RECONNECT_PAUSE, Duration.ZERO);
        this.connections = connections;
        this.heads = List.copyOf(heads);
    }

    @Override
    public void start() {
        heads.forEach(highWaterMark -> highWaterMark.onPublish(this::wake));
        super.start();
    }

    @Override
    protected void step() throws SQLException {
        try (var connection = connections.open("tidemark-announcer", SOCKET_TIMEOUT)) {
            announceAll(connection);
        }
    }

    @Override
    protected void failed(Exception cause) {
        outage.failed(cause);
    }

    private void announceAll(Connection connection) throws SQLException {
        try (var notify = connection.prepareStatement("SELECT pg_notify(log_channel(?), ?)")) {
            while (!isClosed()) {
                awaitNews(() -> heads.stream().anyMatch(this::isNews));
                for (var highWaterMark : heads) {
                    if (isNews(highWaterMark)) {
                        announce(highWaterMark, notify);
                    }
                }
            }
        }
    }

    private boolean isNews(HighWaterMark highWaterMark) {
        return highWaterMark.published() > announced.getOrDefault(highWaterMark, 0L);
    }

    private void announce(HighWaterMark highWaterMark, PreparedStatement notify) throws SQLException {
        long reached = highWaterMark.published();
        notify.setString(1, highWaterMark.name());
        notify.setString(2, Long.toString(reached));
        notify.execute();
        announced.put(highWaterMark, reached);
        outage.recovered();
    }
}
