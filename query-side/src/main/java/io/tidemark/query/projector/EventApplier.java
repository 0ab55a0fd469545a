package io.tidemark.query.projector;

import io.tidemark.events.DomainEvent;
import io.tidemark.query.projection.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Applies events to the read models, and returns why they were refused. */
class EventApplier {

    private final ReadModels readModels;
    private final TransactionOperations savepoint;

    /** @param savepoint undoes only what runs in it if that fails */
    EventApplier(ReadModels readModels, TransactionOperations savepoint) {
        this.readModels = readModels;
        this.savepoint = savepoint;
    }

    /** Applies all events; after a refusal the caller has to undo what was applied. */
    Optional<Exception> apply(List<RecordedEvent<DomainEvent>> events) {
        return refusal(() -> readModels.show(events));
    }

    /** Applies all events or none. */
    Optional<Exception> applyOrUndo(List<RecordedEvent<DomainEvent>> events) {
        return refusal(() -> savepoint.executeWithoutResult(transaction -> readModels.show(events)));
    }

    /** Runs what is given in a savepoint of the caller's transaction, or else in a transaction. */
    <T> T inSavepoint(Supplier<T> work) {
        return savepoint.execute(transaction -> work.get());
    }

    /**
     * An outage is not about the events: it ends the whole batch. This goes by the exceptions alone. A failure without a
     * SQLSTATE may be an event's, which must not stop the projector.
     */
    private static Optional<Exception> refusal(Runnable applying) {
        try {
            applying.run();
            return Optional.empty();
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException outage) {
            throw outage;
        } catch (RuntimeException refused) {
            return Optional.of(refused);
        }
    }
}
