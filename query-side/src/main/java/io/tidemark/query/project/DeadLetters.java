package io.tidemark.query.project;

import io.tidemark.events.DomainEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The events that a read model could not take: per subject, in order. */
class DeadLetters {

    private static final String ANY_OF = """
            SELECT DISTINCT sequence_identifier FROM dead_letter_entry
            WHERE processing_group = ? AND sequence_identifier = ANY (?)
            """;

    private final SequencedDeadLetterQueue<EventMessage<?>> queue;
    private final JdbcClient jdbc;

    DeadLetters(SequencedDeadLetterQueue<EventMessage<?>> queue, JdbcClient jdbc) {
        this.queue = queue;
        this.jdbc = jdbc;
    }

    /** Which of the subjects have a dead event, so that their later ones have to wait behind it. */
    Set<String> among(Collection<String> subjects) {
        return new HashSet<>(jdbc.sql(ANY_OF)
                .params(Projector.NAME, subjects.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Keeps aside an event that was refused. */
    void add(Recorded<DomainEvent> event, Throwable cause) {
        queue.enqueue(event.subject(), new GenericDeadLetter<>(event.subject(), event.message(), cause));
    }

    /** Keeps aside an event whose subject has a dead one. */
    void addBehind(Recorded<DomainEvent> event) {
        queue.enqueue(event.subject(), new GenericDeadLetter<>(event.subject(), event.message()));
    }

    /**
     * Offers a subject's events again, in order, until one is refused.
     *
     * @param taker takes an event, or returns why not
     * @return whether all were taken
     */
    boolean retry(String subject, Function<Recorded<DomainEvent>, Optional<Exception>> taker) {
        return queue.process(
                first -> Recorded.of((TrackedEventMessage<?>) first.message())
                        .subject()
                        .equals(subject),
                letter -> taker.apply(Recorded.of((TrackedEventMessage<?>) letter.message()))
                        .map(Decisions::<EventMessage<?>>requeue)
                        .map(decision -> (EnqueueDecision<EventMessage<?>>) decision)
                        .orElseGet(Decisions::evict));
    }

    void clear() {
        queue.clear();
    }
}
