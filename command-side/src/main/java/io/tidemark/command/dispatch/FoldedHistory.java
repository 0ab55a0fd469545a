package io.tidemark.command.dispatch;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * The state of an aggregate at a version, computed from its events. It is the first answer to a repeated command. States
 * are kept on the way, so that a long history is folded as a whole only once in a while.
 *
 * @param <E> the slice's events
 * @param <S> the state
 */
public abstract class FoldedHistory<E, S> implements History<S> {

    private static final long CREATED = 0;

    /** How many characters the states have that are kept so that nobody has to fold a long history again. */
    private static final long MAX_CHARS = 4_000_000;

    private final EventStorageEngine log;
    private final Class<E> events;
    private final Fold<E, S> fold;
    private final Checkpoints<S> checkpoints = new Checkpoints<>(MAX_CHARS);

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
        return upTo(aggregateId, version).orElseThrow(() -> noEvents(aggregateId));
    }

    @Override
    public Versioned<S> created(String aggregateId) {
        return Optional.ofNullable(foldOn(null, aggregateId, CREATED)).orElseThrow(() -> noEvents(aggregateId));
    }

    private static IllegalStateException noEvents(String aggregateId) {
        return new IllegalStateException("no events found of " + aggregateId);
    }

    @Override
    public boolean exists(String aggregateId) {
        return log.readEvents(aggregateId).hasNext();
    }

    /** The current state; empty if the aggregate never existed. */
    protected Optional<Versioned<S>> latest(String aggregateId) {
        return upTo(aggregateId, Checkpoints.LATEST);
    }

    private Optional<Versioned<S>> upTo(String aggregateId, long version) {
        var known = checkpoints.upTo(aggregateId, version);
        if (known != null && known.version() == version) {
            return Optional.of(known);
        }
        var then = foldOn(known, aggregateId, version);
        if (then != null) {
            checkpoints.keep(version, then);
        }
        return Optional.ofNullable(then);
    }

    /** An event may have been stored as one and be read as several of one version. */
    private @Nullable Versioned<S> foldOn(@Nullable Versioned<S> known, String aggregateId, long version) {
        var then = known;
        var history = log.readEvents(aggregateId, known == null ? 0 : known.version() + 1);
        while (history.hasNext() && history.peek().getSequenceNumber() <= version) {
            var event = history.next();
            if (then != null && then.version() < event.getSequenceNumber()) {
                checkpoints.pass(then);
            }
            var before = then == null ? null : then.value();
            var state = fold.after(before, events.cast(event.getPayload()), event.getTimestamp());
            then = new Versioned<>(aggregateId, state, event.getSequenceNumber());
        }
        return then;
    }
}
