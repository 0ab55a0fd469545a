package io.tidemark.query.projector.deadletter;

import io.tidemark.events.DomainEvent;
import io.tidemark.query.projection.RecordedEvent;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The events that a read model could not take: per subject, in order. */
public class DeadLetters {

    private static final String ANY_OF = """
            SELECT DISTINCT sequence_identifier FROM dead_letter_entry
            WHERE processing_group = ? AND sequence_identifier = ANY (?)
            """;

    private static final String REFUSED_BY_FEED = """
            SELECT sequence_identifier, min(sequence_number) AS version FROM dead_letter_entry
            WHERE processing_group = ? AND sequence_identifier = ANY (?) AND cause_type = ? GROUP BY sequence_identifier
            """;

    private static final String ANY_AT_ALL = "SELECT EXISTS (SELECT FROM dead_letter_entry WHERE processing_group = ?)";

    private static final String SUBJECTS = """
            SELECT d.sequence_identifier AS subject, w.events, d.payload_type AS type, l.position, l.occurred_at AS time,
                   d.cause_type, d.cause_message, d.enqueued_at, w.last_touched
            FROM (SELECT sequence_identifier, count(*) AS events, min(sequence_index) AS first,
                         max(last_touched) AS last_touched
                  FROM dead_letter_entry WHERE processing_group = ? AND sequence_identifier > ?
                  GROUP BY sequence_identifier ORDER BY sequence_identifier LIMIT ?) w
            JOIN dead_letter_entry d ON d.processing_group = ? AND d.sequence_identifier = w.sequence_identifier
                                    AND d.sequence_index = w.first
            JOIN event_log l ON l.aggregate_id = d.aggregate_identifier AND l.sequence_number = d.sequence_number
            ORDER BY d.sequence_identifier
            """;

    private final SequencedDeadLetterQueue<EventMessage<?>> queue;
    private final JdbcClient jdbc;
    private final String processingGroup;

    /** There is none, and nobody but this process's projector could add one. */
    private volatile boolean none;

    public DeadLetters(SequencedDeadLetterQueue<EventMessage<?>> queue, JdbcClient jdbc, String processingGroup) {
        this.queue = queue;
        this.jdbc = jdbc;
        this.processingGroup = processingGroup;
    }

    /** Which of the subjects have a dead event, so that their later ones have to wait behind it. */
    public Set<String> among(Collection<String> subjects) {
        if (none
                || !jdbc.sql(ANY_AT_ALL)
                        .params(processingGroup)
                        .query(Boolean.class)
                        .single()) {
            none = true;
            return new HashSet<>();
        }
        return new HashSet<>(jdbc.sql(ANY_OF)
                .params(processingGroup, subjects.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Of which subjects the feed refused an entry, and from which version on their events are therefore not shown. */
    public Map<String, Long> refusedByFeed(Collection<String> subjects) {
        Map<String, Long> versions = new HashMap<>();
        jdbc.sql(REFUSED_BY_FEED)
                .params(processingGroup, subjects.toArray(String[]::new), RefusedByFeedException.class.getName())
                .query(row -> {
                    versions.put(row.getString("sequence_identifier"), row.getLong("version"));
                });
        return versions;
    }

    /** What is known of them was so before the projector was claimed, by this process, from another perhaps. */
    public void forget() {
        none = false;
    }

    /** Keeps aside an event that was refused. */
    public void add(RecordedEvent<DomainEvent> event, Throwable cause) {
        forget();
        queue.enqueue(event.subject(), new GenericDeadLetter<>(event.subject(), event.message(), cause));
    }

    /** Keeps aside an event whose subject has a dead one. */
    public void addBehind(RecordedEvent<DomainEvent> event) {
        forget();
        queue.enqueue(event.subject(), new GenericDeadLetter<>(event.subject(), event.message()));
    }

    /**
     * Offers a subject's events again, in order, until one is refused.
     *
     * @param taker takes an event, or returns why not
     * @return whether all were taken
     */
    public boolean retry(String subject, Function<RecordedEvent<DomainEvent>, Optional<Exception>> taker) {
        return queue.process(
                first -> RecordedEvent.of((TrackedEventMessage<?>) first.message())
                        .subject()
                        .equals(subject),
                letter -> taker.apply(RecordedEvent.of((TrackedEventMessage<?>) letter.message()))
                        .map(Decisions::<EventMessage<?>>requeue)
                        .map(decision -> (EnqueueDecision<EventMessage<?>>) decision)
                        .orElseGet(Decisions::evict));
    }

    /**
     * A subject with dead events.
     *
     * @param events how many wait
     * @param type that of the first of them, as the log stores it
     * @param position where the first is in the log
     */
    public record Subject(
            String subject,
            long events,
            String type,
            long position,
            Timestamp time,
            @Nullable String causeType,
            @Nullable String causeMessage,
            String enqueuedAt,
            String lastTouched) {}

    /** The next subjects with dead events after one, by their names. */
    public List<Subject> subjects(String after, int limit) {
        return jdbc.sql(SUBJECTS)
                .params(processingGroup, after, limit, processingGroup)
                .query(Subject.class)
                .list();
    }

    /** How many events of a subject wait. */
    public long waiting(String subject) {
        return queue.sequenceSize(subject);
    }

    /** Removes a subject's events, and returns how many there were. */
    public int remove(String subject) {
        return jdbc.sql("DELETE FROM dead_letter_entry WHERE processing_group = ? AND sequence_identifier = ?")
                .params(processingGroup, subject)
                .update();
    }

    public void clear() {
        queue.clear();
    }
}
