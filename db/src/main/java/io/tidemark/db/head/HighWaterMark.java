package io.tidemark.db.head;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a growing thing has come, as far as this process knows. It only advances; whoever listens is called, on the
 * thread that brought the news, each time that it does.
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

    /** The furthest position known to be visible. */
    public long position() {
        return position.get();
    }

    /** Notes that everything up to this position is visible. Anything but news is ignored. */
    public void advanceTo(long visible) {
        if (position.getAndAccumulate(visible, Math::max) < visible) {
            listeners.forEach(HighWaterMark::call);
        }
    }

    /** Notes that this process has made everything up to this position visible: it is news for the other processes, too. */
    public void publish(long visible) {
        advanceTo(visible);
        if (published.getAndAccumulate(visible, Math::max) < visible) {
            announcers.forEach(HighWaterMark::call);
        }
    }

    /** The furthest position that this process has made visible itself. */
    long published() {
        return published.get();
    }

    /** Calls back whenever this process has made more visible; the call has to be short. */
    void onPublish(Runnable announcer) {
        announcers.add(announcer);
    }

    /** One that fails keeps neither the others from hearing nor the thread that brought the news from its work. */
    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failed) {
            LOG.warn("A listener for new positions failed", failed);
        }
    }

    /** Calls back on every advance; the call has to be short. */
    public void onAdvance(Runnable listener) {
        listeners.add(listener);
    }

    /** Ends what {@link #onAdvance} began. */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
