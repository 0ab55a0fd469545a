package io.tidemark.db.jdbc;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.springframework.core.NestedExceptionUtils;

/** Logs the first failure of an outage, and the first success after it. */
public final class OutageLogger {

    private final Logger log;
    private final String what;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** @param what the operation, as a phrase that follows "cannot" */
    public OutageLogger(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** The operation failed. */
    public void failed(Throwable cause) {
        if (failed.compareAndSet(false, true)) {
            log.warn(
                    "Cannot {}; retrying: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(cause).toString());
        }
    }

    /** The operation succeeded. */
    public void recovered() {
        if (failed.get() && failed.compareAndSet(true, false)) {
            log.info("Can {} again", what);
        }
    }
}
