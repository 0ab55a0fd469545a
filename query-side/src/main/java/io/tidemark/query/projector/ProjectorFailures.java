package io.tidemark.query.projector;

import io.tidemark.db.failure.SqlFailure;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a failed batch; the owner of the claim retries it. Does not log outages, which are logged elsewhere. */
class ProjectorFailures implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectorFailures.class);

    @Override
    public void handleError(ErrorContext failed) throws Exception {
        var cause = failed.error();
        if (cause instanceof UnableToClaimTokenException) {
            LOG.info("Another process has taken over the projector");
        } else if (!SqlFailure.of(cause).isTransient()) {
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
}
