package io.tidemark.db.append;

import org.jspecify.annotations.Nullable;

/**
 * The log did not answer in time. Whether the events were stored is not known; sending the command again under the same
 * idempotency key is safe.
 */
public class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
