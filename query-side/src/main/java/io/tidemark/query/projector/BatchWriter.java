package io.tidemark.query.projector;

import io.tidemark.db.failure.SqlFailure;
import io.tidemark.events.DomainEvent;
import io.tidemark.query.feed.store.FeedBatch;
import io.tidemark.query.projection.RecordedEvent;
import io.tidemark.query.projector.deadletter.DeadLetters;
import io.tidemark.query.projector.deadletter.RefusedByFeedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.UnknownSerializedType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Writes the read models and the feed entries of a batch, in the caller's transaction.
 *
 * <p>An event that a read model refuses becomes a dead letter, and so do the later events of its subject. Its feed
 * entry is still written, at its position, and marked stale. An event whose feed entry PostgreSQL refuses becomes a dead
 * letter too, and has no entry: each other event has its own, in an unbroken chain.
 */
class BatchWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final EventApplier applier;
    private final DeadLetters deadLetters;
    private final FeedWriter feed;

    BatchWriter(EventApplier applier, DeadLetters deadLetters, FeedWriter feed) {
        this.applier = applier;
        this.deadLetters = deadLetters;
        this.feed = feed;
    }

    FeedBatch write(List<? extends TrackedEventMessage<?>> batch) {
        var events = domainEvents(batch);
        long upTo = RecordedEvent.positionOf(batch.get(batch.size() - 1));
        try {
            return feed.write(events, events.isEmpty() ? Set.of() : project(events), upTo);
        } catch (DataAccessException failed) {
            if (!isRefused(failed)) {
                throw failed;
            }
            applier.undoBatch(failed);
            return writeOneByOne(events, upTo);
        }
    }

    /**
     * Writes each event by itself, to find out which of them the feed refuses. If it is none of them, the last statement
     * fails, and with it the batch.
     */
    private FeedBatch writeOneByOne(List<RecordedEvent<DomainEvent>> events, long upTo) {
        var blocked = deadLetters.among(subjects(events));
        var written = new ArrayList<FeedBatch>();
        for (var event : events) {
            if (blocked.contains(event.subject())) {
                deadLetters.addBehind(event);
                writeStale(event, written);
            } else {
                applier.apply(List.of(event), () -> written.add(entry(event, Set.of())))
                        .ifPresent(cause -> {
                            bury(event, cause, blocked);
                            writeStale(event, written);
                        });
            }
        }
        written.add(feed.write(List.of(), Set.of(), upTo));
        return FeedBatch.of(written);
    }

    private void writeStale(RecordedEvent<DomainEvent> event, List<FeedBatch> written) {
        applier.apply(List.of(), () -> written.add(entry(event, Set.of(event.position()))))
                .ifPresent(cause -> LOG.error(
                        "The feed refused the event of {} at position {}; no client receives it",
                        event.subject(),
                        event.position()));
    }

    private FeedBatch entry(RecordedEvent<DomainEvent> event, Set<Long> stale) {
        try {
            return feed.write(List.of(event), stale, event.position());
        } catch (DataAccessException failed) {
            throw isRefused(failed) ? new RefusedByFeedException(failed) : failed;
        }
    }

    private static boolean isRefused(DataAccessException failed) {
        return SqlFailure.of(failed) == SqlFailure.REFUSED;
    }

    static List<RecordedEvent<DomainEvent>> domainEvents(List<? extends TrackedEventMessage<?>> batch) {
        return batch.stream()
                .filter(BatchWriter::isDomainEvent)
                .<RecordedEvent<DomainEvent>>map(RecordedEvent::of)
                .toList();
    }

    private static boolean isDomainEvent(TrackedEventMessage<?> message) {
        if (message.getPayloadType() == UnknownSerializedType.class) {
            throw new IllegalStateException("the event at position %s has a type that this release does not know"
                    .formatted(RecordedEvent.positionOf(message)));
        }
        return DomainEvent.class.isAssignableFrom(message.getPayloadType());
    }

    /** Applies the events. Returns the positions of those that the read models do not show. */
    private Set<Long> project(List<RecordedEvent<DomainEvent>> events) {
        var blocked = deadLetters.among(subjects(events));
        boolean allShown = isShown(events, blocked);
        var stale = new HashSet<Long>();
        for (var event : events) {
            if (!isShown(event, blocked, allShown)) {
                stale.add(event.position());
            }
        }
        return stale;
    }

    /** Applies all events that are not blocked, or none. Returns whether they were applied. */
    private boolean isShown(List<RecordedEvent<DomainEvent>> events, Set<String> blocked) {
        var free = events.stream()
                .filter(event -> !blocked.contains(event.subject()))
                .toList();
        return applier.applyBatch(free).isEmpty();
    }

    private boolean isShown(RecordedEvent<DomainEvent> event, Set<String> blocked, boolean allShown) {
        if (blocked.contains(event.subject())) {
            deadLetters.addBehind(event);
            return false;
        }
        var refused = allShown ? Optional.<Exception>empty() : applier.apply(List.of(event));
        refused.ifPresent(cause -> bury(event, cause, blocked));
        return refused.isEmpty();
    }

    private void bury(RecordedEvent<DomainEvent> event, Exception cause, Set<String> blocked) {
        LOG.error(
                "The event of {} at position {} was refused; it is now a dead letter",
                event.subject(),
                event.position(),
                cause);
        deadLetters.add(event, cause);
        blocked.add(event.subject());
    }

    static List<String> subjects(List<RecordedEvent<DomainEvent>> events) {
        return events.stream().map(RecordedEvent::subject).distinct().toList();
    }
}
