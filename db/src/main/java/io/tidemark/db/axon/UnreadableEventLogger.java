package io.tidemark.db.axon;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once per position that the event there cannot be read. */
class UnreadableEventLogger {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableEventLogger.class);
    private static final long NOWHERE = -1;

    private final AtomicLong told = new AtomicLong(NOWHERE);

    /** It is no outage, and a retry does not help. */
    void isBehind(long position, RuntimeException cause) {
        if (told.getAndSet(position) != position) {
            LOG.error("Cannot read the event log after position {}", position, cause);
        }
    }
}
