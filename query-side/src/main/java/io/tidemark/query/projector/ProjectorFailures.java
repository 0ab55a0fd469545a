package io.tidemark.query.projector;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a batch that failed, to be tried again, here or where the claim is now. Of an outage enough is said elsewhere. */
class ProjectorFailures implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectorFailures.class);

    /** The server, the way to it, and what it ended for its time or for another's sake. */
    private static final Pattern OUTAGE = Pattern.compile("08|53|57|25P|40");

    @Override
    public void handleError(ErrorContext failed) throws Exception {
        var cause = failed.error();
        if (cause instanceof UnableToClaimTokenException) {
            LOG.info("Another process has taken over the projector");
        } else if (!isOutage(cause)) {
            LOG.error(
                    "Could not project a batch of {} events",
                    failed.failedEvents().size(),
                    cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (Exception) cause;
    }

    private static boolean isOutage(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException answer) {
                return answer.getSQLState() == null
                        || OUTAGE.matcher(answer.getSQLState()).lookingAt();
            }
        }
        return false;
    }
}
