package io.tidemark.db.jdbc;

import java.time.Duration;
import org.slf4j.Logger;
import org.springframework.core.NestedExceptionUtils;

/** Logs the first failure of an outage, and the first success after it. */
public final class OutageLogger {

    private final Logger log;
    private final String what;
    private final Outage outage = new Outage();

    /** @param what the operation, as a phrase that follows "cannot" */
    public OutageLogger(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** The operation failed. */
    public void failed(Throwable cause) {
        if (outage.begin()) {
            log.warn(
                    "Cannot {}; retrying: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(cause).toString());
        }
    }

    /** The operation succeeded. */
    public void recovered() {
        if (outage.end()) {
            log.info("Can {} again", what);
        }
    }

    /** How long it has failed; zero if it worked the last time. */
    public Duration lasting() {
        return outage.lasting();
    }
}
