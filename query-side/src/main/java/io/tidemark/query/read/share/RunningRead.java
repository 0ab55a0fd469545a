package io.tidemark.query.read.share;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A read that its caller may give up. Then its statement is cancelled, and it begins no other transaction. */
final class RunningRead {

    private static final ThreadLocal<@Nullable RunningRead> CURRENT = new ThreadLocal<>();

    private enum Phase {
        WAITING,
        RUNNING,
        ENDED
    }

    private Phase phase = Phase.WAITING;
    private boolean givenUp;
    private @Nullable PGConnection connection;

    /** The read that runs on this thread. */
    static @Nullable RunningRead current() {
        return CURRENT.get();
    }

    <T> T run(Callable<T> work) throws Exception {
        begin();
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            CURRENT.remove();
            end();
        }
    }

    private synchronized void begin() {
        requireWanted();
        phase = Phase.RUNNING;
    }

    private synchronized void end() {
        phase = Phase.ENDED;
    }

    /** @throws CancellationException if the caller has given it up */
    synchronized void requireWanted() {
        if (givenUp) {
            throw new CancellationException("nobody waits for the read");
        }
    }

    /** A transaction has begun on a connection. */
    synchronized void enter(PGConnection own) {
        connection = own;
    }

    /** The transaction is about to end. After that, the connection may serve another read. */
    synchronized void leave() {
        connection = null;
    }

    /** Whether it was running. */
    synchronized boolean giveUp() {
        givenUp = true;
        return phase == Phase.RUNNING;
    }

    /**
     * Cancels the statement that runs now. While this waits for PostgreSQL, the transaction cannot end, so that nothing of
     * another read is cancelled.
     *
     * @return whether the read still runs: between two statements there is nothing to cancel
     */
    synchronized boolean cancelStatement() throws SQLException {
        if (connection != null) {
            connection.cancelQuery();
        }
        return phase == Phase.RUNNING;
    }
}
