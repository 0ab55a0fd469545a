package io.tidemark.db.axon;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once of a place in the log that what is stored there cannot be read, however often that is tried. */
class UnreadableEventLogger {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableEventLogger.class);
    private static final long NOWHERE = -1;

    private final AtomicLong told = new AtomicLong(NOWHERE);

    /** No outage, and nothing that waiting mends. */
    void isBehind(long position, RuntimeException cause) {
        if (told.getAndSet(position) != position) {
            LOG.error("Cannot read the event log after position {}", position, cause);
        }
    }
}
