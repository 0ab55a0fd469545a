package io.tidemark.db;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.springframework.core.NestedExceptionUtils;

/** Says once that something is out of reach, however often that is tried, and once that it is there again. */
public final class Outage {

    private final Logger log;
    private final String what;
    private final AtomicBoolean lasts = new AtomicBoolean();

    /** @param what cannot be done, as it follows "cannot" */
    public Outage(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** It failed again, or for the first time. */
    public void lasts(Throwable cause) {
        if (lasts.compareAndSet(false, true)) {
            log.warn(
                    "Cannot {}; retrying: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(cause).toString());
        }
    }

    /** It worked. */
    public void isOver() {
        if (lasts.get() && lasts.compareAndSet(true, false)) {
            log.info("Can {} again", what);
        }
    }
}
