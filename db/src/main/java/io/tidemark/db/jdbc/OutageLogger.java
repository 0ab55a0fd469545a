package io.tidemark.db.jdbc;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.springframework.core.NestedExceptionUtils;

/** Says once that something is out of reach, however often that is tried, and once that it is there again. */
public final class OutageLogger {

    private final Logger log;
    private final String what;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** @param what is out of reach, as a sentence begins with it */
    public OutageLogger(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** It failed again, or for the first time. */
    public void failed(Throwable cause) {
        if (failed.compareAndSet(false, true)) {
            log.warn(
                    "{} is out of reach; trying again until it is not: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(cause).toString());
        }
    }

    /** It worked. */
    public void recovered() {
        if (failed.get() && failed.compareAndSet(true, false)) {
            log.info("{} is within reach again", what);
        }
    }
}
