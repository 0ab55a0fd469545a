package io.tidemark.query.projector;

import io.tidemark.db.failure.SqlFailure;
import io.tidemark.events.DomainEvent;
import io.tidemark.query.projection.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionOperations;

/** Applies events to the read models, and returns why they were refused. */
class EventApplier {

    private final ReadModels readModels;
    private final TransactionOperations savepoint;
    private final ProjectorTokens tokens;
    private final BatchTimeout batchTimeout;

    /** @param savepoint a nested transaction: its failure undoes only its own work */
    EventApplier(
            ReadModels readModels, TransactionOperations savepoint, ProjectorTokens tokens, BatchTimeout batchTimeout) {
        this.readModels = readModels;
        this.savepoint = savepoint;
        this.tokens = tokens;
        this.batchTimeout = batchTimeout;
    }

    /** Applies all events of a batch or none. It uses the savepoint that was made with the batch's token. */
    Optional<Exception> applyBatch(List<RecordedEvent<DomainEvent>> events) {
        var refused = refusal(() -> readModels.show(events));
        refused.ifPresent(this::undoBatch);
        return refused;
    }

    /**
     * Rolls the batch back, and sets its time-out again. If the rollback fails, the exception still has the original
     * cause.
     */
    void undoBatch(Exception why) {
        try {
            tokens.backToStored();
        } catch (RuntimeException lost) {
            var hiding = new TransactionSystemException("could not roll back a batch", lost);
            hiding.initApplicationException(why);
            throw hiding;
        }
        batchTimeout.allow();
    }

    /** Applies all events or none, in a savepoint of its own. */
    Optional<Exception> apply(List<RecordedEvent<DomainEvent>> events) {
        return apply(events, () -> {});
    }

    /** Applies all events and then does the rest, or neither. */
    Optional<Exception> apply(List<RecordedEvent<DomainEvent>> events, Runnable rest) {
        return refusal(() -> savepoint.executeWithoutResult(transaction -> {
            readModels.show(events);
            rest.run();
        }));
    }

    /** Runs the work in a savepoint of the caller's transaction, or in a transaction of its own if there is none. */
    <T> T inSavepoint(Supplier<T> work) {
        return savepoint.execute(transaction -> work.get());
    }

    /**
     * An outage has nothing to do with the events, so it ends the whole batch. What PostgreSQL refuses for its data is
     * none, also where Spring's exception has the type of one. A failure without an SQLSTATE may come from an event, and an
     * event must not stop the projector.
     */
    private static Optional<Exception> refusal(Runnable applying) {
        try {
            applying.run();
            return Optional.empty();
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException failed) {
            if (SqlFailure.of(failed) == SqlFailure.REFUSED) {
                return Optional.of(failed);
            }
            throw failed;
        } catch (RuntimeException refused) {
            return Optional.of(refused);
        }
    }
}
