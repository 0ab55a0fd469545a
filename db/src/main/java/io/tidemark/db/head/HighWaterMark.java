package io.tidemark.db.head;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last position of the log or the feed that this process knows. It only advances. Each advance calls the
 * listeners, on the thread that advances it.
 */
public class HighWaterMark {

    private static final Logger LOG = LoggerFactory.getLogger(HighWaterMark.class);

    private final String name;
    private final String query;
    private final AtomicLong position = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final Set<Runnable> announcers = new CopyOnWriteArraySet<>();

    /**
     * @param name of the mark; {@code log_channel(name)} is the channel on which the processes of this log announce it
     * @param query the SQL that reads the position
     */
    public HighWaterMark(String name, String query) {
        this.name = name;
        this.query = query;
    }

    String name() {
        return name;
    }

    String query() {
        return query;
    }

    /** The last position known to be visible. */
    public long position() {
        return position.get();
    }

    /** Records that everything up to this position is visible. Ignored if it is known already. */
    public void advanceTo(long visible) {
        if (position.getAndAccumulate(visible, Math::max) < visible) {
            listeners.forEach(HighWaterMark::call);
        }
    }

    /**
     * Records that this process made everything up to this position visible, and announces it to the other processes.
     */
    public void publish(long visible) {
        advanceTo(visible);
        if (published.getAndAccumulate(visible, Math::max) < visible) {
            announcers.forEach(HighWaterMark::call);
        }
    }

    /** The last position that this process has made visible. */
    long published() {
        return published.get();
    }

    /** Calls back whenever this process makes more visible. The call must be short. */
    void onPublish(Runnable announcer) {
        announcers.add(announcer);
    }

    /** A failure of one listener affects neither the others nor the calling thread. */
    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failed) {
            LOG.warn("A listener for new positions failed", failed);
        }
    }

    /** Calls back on every advance. The call must be short. */
    public void onAdvance(Runnable listener) {
        listeners.add(listener);
    }

    /** Removes a listener of {@link #onAdvance}. */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
