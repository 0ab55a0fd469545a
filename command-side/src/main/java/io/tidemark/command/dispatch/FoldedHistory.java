package io.tidemark.command.dispatch;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * The state of an aggregate at a version, computed from its events. It is the first answer to a repeated command.
 *
 * @param <E> the slice's events
 * @param <S> the state
 */
public abstract class FoldedHistory<E, S> implements History<S> {

    private final EventStorageEngine log;
    private final Class<E> events;
    private final Fold<E, S> fold;

    protected FoldedHistory(EventStorageEngine log, Class<E> events, Fold<E, S> fold) {
        this.log = log;
        this.events = events;
        this.fold = fold;
    }

    /** The state after one more event. */
    public interface Fold<E, S> {

        S after(@Nullable S before, E event, Instant at);
    }

    @Override
    public Versioned<S> at(String aggregateId, long version) {
        return upTo(aggregateId, version)
                .orElseThrow(() -> new IllegalStateException("no events found for the receipt of " + aggregateId));
    }

    @Override
    public boolean exists(String aggregateId) {
        return log.readEvents(aggregateId).hasNext();
    }

    /** The current state; empty if the aggregate never existed. */
    protected Optional<Versioned<S>> latest(String aggregateId) {
        return upTo(aggregateId, Long.MAX_VALUE);
    }

    private Optional<Versioned<S>> upTo(String aggregateId, long version) {
        @Nullable Versioned<S> then = null;
        var history = log.readEvents(aggregateId);
        while (history.hasNext() && history.peek().getSequenceNumber() <= version) {
            var event = history.next();
            var before = then == null ? null : then.value();
            var state = fold.after(before, events.cast(event.getPayload()), event.getTimestamp());
            then = new Versioned<>(aggregateId, state, event.getSequenceNumber());
        }
        return Optional.ofNullable(then);
    }
}
