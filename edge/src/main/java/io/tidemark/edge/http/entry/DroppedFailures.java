package io.tidemark.edge.http.entry;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.netty.channel.AbortedException;

/** Failures of requests whose client is gone, so that nobody can be told. Only others may be defects. */
final class DroppedFailures {

    private static final Logger LOG = LoggerFactory.getLogger(DroppedFailures.class);

    private DroppedFailures() {}

    static void log(Throwable dropped) {
        var failure = Exceptions.unwrap(dropped);
        if (isOfClient(failure)) {
            LOG.debug("The client closed the connection: {}", failure.toString());
        } else {
            LOG.warn("A failure came too late to be answered", failure);
        }
    }

    private static boolean isOfClient(Throwable failure) {
        return failure instanceof IOException || AbortedException.isConnectionReset(failure);
    }
}
