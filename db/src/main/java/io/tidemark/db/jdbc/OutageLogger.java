package io.tidemark.db.jdbc;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.springframework.core.NestedExceptionUtils;

/** Says once that something is out of reach, however often that is tried, and once that it is there again. */
public final class OutageLogger {

    private final Logger log;
    private final String what;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** @param what cannot be done, as it follows "cannot" */
    public OutageLogger(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** It failed again, or for the first time. */
    public void failed(Throwable cause) {
        if (failed.compareAndSet(false, true)) {
            log.warn(
                    "Cannot {}; retrying: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(cause).toString());
        }
    }

    /** It worked. */
    public void recovered() {
        if (failed.get() && failed.compareAndSet(true, false)) {
            log.info("Can {} again", what);
        }
    }
}
