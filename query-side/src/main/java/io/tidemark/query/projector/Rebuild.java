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
     * Empties the read models and lets the projector begin again, whichever process runs it. The feed stays, and so does
     * every cursor.
     */
    public void inPlace() {
        tokens.hold();
        operations.reset();
        tokens.startOver();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                lifecycle.beginAgain(); // If it is another process that projects, it finds out by itself.
            }
        });
    }

    /**
     * What a step came to.
     *
     * @param position how far the read models are
     * @param events how many events it took
     * @param refused how many of them a read model refused
     */
    public record Step(long position, int events, int refused) {

        /** This and the next step as one. */
        public Step and(Step next) {
            return new Step(next.position, events + next.events, refused + next.refused);
        }
    }

    /**
     * Shows the next batch of events in the tables that the transaction's search path names first.
     *
     * @param after how far they are
     * @param upTo how far they are to get at most
     * @param refused the subjects of which an event was refused, whose others are left out; new ones are added
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
