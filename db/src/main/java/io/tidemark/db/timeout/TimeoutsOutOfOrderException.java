package io.tidemark.db.timeout;

import java.util.List;

/** A wait is not shorter than the wait around it; the message names each such pair, and both values. */
class TimeoutsOutOfOrderException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    TimeoutsOutOfOrderException(List<String> violations) {
        super(String.join("\n", violations));
    }
}
