package io.tidemark.query.projector;

import io.tidemark.query.projection.RecordedEvent;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Builds the read models from the log again, in the caller's transaction. */
@Component
public class Rebuild {

    private final ProjectorOperations operations;
    private final ProjectorLifecycle lifecycle;
    private final ProjectorTokens tokens;
    private final EventStorageEngine log;
    private final ProjectorTuning tuning;

    Rebuild(
            ProjectorOperations operations,
            ProjectorLifecycle lifecycle,
            ProjectorTokens tokens,
            EventStorageEngine log,
            ProjectorTuning tuning) {
        this.operations = operations;
        this.lifecycle = lifecycle;
        this.tokens = tokens;
        this.log = log;
        this.tuning = tuning;
    }

    /**
     * Empties the read models and restarts the projector at the first event, in whichever process it runs. The feed
     * and all cursors stay.
     */
    public void inPlace() {
        tokens.hold();
        operations.reset();
        tokens.startOver();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                lifecycle.beginAgain(); // If another process projects, it notices by itself.
            }
        });
    }

    /**
     * The result of a step.
     *
     * @param position the position up to which the read models are built
     * @param events how many events the step applied
     * @param refused how many of them a read model refused
     */
    public record Step(long position, int events, int refused) {

        /** The result of both steps together. */
        public Step and(Step next) {
            return new Step(next.position, events + next.events, refused + next.refused);
        }
    }

    /**
     * Applies the next batch of events to the tables that are first on the transaction's search path.
     *
     * @param after the position up to which the tables are built
     * @param upTo the last position to apply
     * @param refused the subjects with a refused event, whose other events are skipped; new ones are added
     */
    public Step next(long after, long upTo, Set<String> refused) {
        List<? extends TrackedEventMessage<?>> batch = log.readEvents(new GlobalSequenceTrackingToken(after), false)
                .takeWhile(message -> RecordedEvent.positionOf(message) <= upTo)
                .limit(tuning.batchEvents())
                .toList();
        int before = refused.size();
        operations.rehearse(batch, refused);
        if (refused.size() > tuning.maxDeadSubjects()) {
            throw new IllegalStateException(
                    "the read models refused events of more than %s subjects".formatted(tuning.maxDeadSubjects()));
        }
        long reached =
                batch.size() < tuning.batchEvents() ? upTo : RecordedEvent.positionOf(batch.get(batch.size() - 1));
        return new Step(reached, batch.size(), refused.size() - before);
    }
}
