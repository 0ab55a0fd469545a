package io.tidemark.query.projector.deadletter;

import org.springframework.dao.DataAccessException;

/** PostgreSQL does not store an event's entry in the feed. The read models may take the event by themselves. */
public class RefusedByFeedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedByFeedException(DataAccessException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
