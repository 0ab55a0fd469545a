package io.tidemark.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other processes how far this one has come: it NOTIFYs of every head on one connection. What cannot be
 * announced, because this process or its connection died, the others find when they ask.
 *
 * <p>No transaction that writes does it itself. PostgreSQL lets only one that has notified commit at a time, and until that
 * is on disk: appends and projections would wait for each other's disk.
 */
class HeadAnnouncer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeadAnnouncer.class);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);

    private final LogSessions sessions;
    private final List<Head> heads;
    private final Map<Head, Long> announced = new HashMap<>();
    private final Thread thread;
    private final Outage outage = new Outage(LOG, "notify other processes of new events");
    private volatile boolean closed;

    HeadAnnouncer(LogSessions sessions, List<Head> heads) {
        this.sessions = sessions;
        this.heads = List.copyOf(heads);
        this.thread = new Thread(this::run, "tidemark-announcer");
        thread.setDaemon(true);
        heads.forEach(head -> head.onReached(() -> LockSupport.unpark(thread)));
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (var connection = sessions.open("tidemark-announcer", SOCKET_TIMEOUT)) {
                announceAll(connection);
            } catch (SQLException | RuntimeException lost) {
                if (!closed) {
                    outage.lasts(lost);
                    pause();
                }
            }
        }
    }

    private void announceAll(Connection connection) throws SQLException {
        try (var notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
            while (!closed) {
                awaitNews();
                for (var head : heads) {
                    if (isNews(head)) {
                        announce(head, notify);
                    }
                }
            }
        }
    }

    private void awaitNews() {
        while (!closed && heads.stream().noneMatch(this::isNews)) {
            LockSupport.park(this);
        }
    }

    private boolean isNews(Head head) {
        return head.reached() > announced.getOrDefault(head, 0L);
    }

    private void announce(Head head, PreparedStatement notify) throws SQLException {
        long reached = head.reached();
        notify.setString(1, head.channel());
        notify.setString(2, Long.toString(reached));
        notify.execute();
        announced.put(head, reached);
        outage.isOver();
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RECONNECT_PAUSE.toMillis());
        } catch (InterruptedException woken) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
