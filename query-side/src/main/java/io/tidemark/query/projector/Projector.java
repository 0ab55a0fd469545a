package io.tidemark.query.projector;

import io.tidemark.db.append.BatchPacer;
import io.tidemark.events.DomainEvent;
import io.tidemark.query.feed.live.FeedPublisher;
import io.tidemark.query.feed.store.FeedBatch;
import io.tidemark.query.projection.RecordedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.UnknownSerializedType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Collects a batch of events, and writes what follows from it at the end of the batch's unit of work: the read models and
 * the feed, in the transaction that also moves the token.
 *
 * <p>An event that a read model refuses goes to the dead letters with the rest of its subject's. Its feed entry is written
 * all the same, in its place, marked stale.
 */
class Projector implements EventHandlerInvoker {

    /** The processing group. */
    static final String NAME = "projector";

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

    private final ReadModels readModels;
    private final FeedWriter feed;
    private final FeedPublisher publisher;
    private final DeadLetters deadLetters;
    private final ProjectorTokens tokens;
    private final BatchSpans spans;
    private final BatchTimeout batchTimeout;
    private final BatchPacer pacer;
    private final TransactionOperations savepoint;

    /** @param savepoint runs what it is given so that its failure undoes it alone */
    Projector(
            ReadModels readModels,
            FeedWriter feed,
            FeedPublisher publisher,
            DeadLetters deadLetters,
            ProjectorTokens tokens,
            BatchSpans spans,
            BatchTimeout batchTimeout,
            BatchPacer pacer,
            TransactionOperations savepoint) {
        this.readModels = readModels;
        this.feed = feed;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.tokens = tokens;
        this.spans = spans;
        this.batchTimeout = batchTimeout;
        this.pacer = pacer;
        this.savepoint = savepoint;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true; // One segment takes everything: what is no event of ours still moves the head.
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        batch(CurrentUnitOfWork.get().root()).add((TrackedEventMessage<?>) message);
    }

    private List<TrackedEventMessage<?>> batch(UnitOfWork<?> unit) {
        return unit.getOrComputeResource(NAME, first -> {
            var batch = new ArrayList<TrackedEventMessage<?>>();
            long begun = pacer.begin();
            unit.onPrepareCommit(full -> spans.follow(full, batch));
            unit.onPrepareCommit(full -> batchTimeout.spendOn(() -> {
                var feedBatch = write(batch);
                unit.afterCommit(written -> publisher.publish(feedBatch));
            }));
            unit.afterCommit(written -> batchTimeout.sufficed());
            unit.onCleanup(done -> pacer.end(begun, batch.size()));
            return batch;
        });
    }

    private static long lastPosition(List<TrackedEventMessage<?>> batch) {
        return RecordedEvent.positionOf(batch.get(batch.size() - 1));
    }

    private FeedBatch write(List<TrackedEventMessage<?>> batch) {
        var events =
                batch.stream().filter(Projector::isOurs).map(RecordedEvent::of).toList();
        return feed.write(events, events.isEmpty() ? Set.of() : project(events), lastPosition(batch));
    }

    private static boolean isOurs(TrackedEventMessage<?> message) {
        if (message.getPayloadType() == UnknownSerializedType.class) {
            throw new IllegalStateException("the event at position %d has a type that this release does not know"
                    .formatted(RecordedEvent.positionOf(message)));
        }
        return DomainEvent.class.isAssignableFrom(message.getPayloadType());
    }

    /** Returns the positions of the events that the read models do not show. */
    private Set<Long> project(List<RecordedEvent<DomainEvent>> events) {
        var blocked = deadLetters.among(
                events.stream().map(RecordedEvent::subject).distinct().toList());
        var free = events.stream()
                .filter(event -> !blocked.contains(event.subject()))
                .toList();
        boolean allShown = isShown(free);
        var stale = new HashSet<Long>();
        for (var event : events) {
            if (blocked.contains(event.subject())) {
                deadLetters.addBehind(event);
                stale.add(event.position());
            } else if (!allShown) {
                show(List.of(event)).ifPresent(cause -> {
                    LOG.error("The read models refused {} at position {}; it is now a dead letter", event.event(), event.position(), cause);
                    deadLetters.add(event, cause);
                    blocked.add(event.subject());
                    stale.add(event.position());
                });
            }
        }
        return stale;
    }

    /** Whether a batch's events could all be shown; if not, nothing of them is. It has a savepoint of its own. */
    private boolean isShown(List<RecordedEvent<DomainEvent>> events) {
        var refused = refusal(() -> readModels.show(events));
        refused.ifPresent(this::undo);
        return refused.isEmpty();
    }

    /** Where the connection is gone, that nothing can be undone hides why. The time that the batch has goes with the rest. */
    private void undo(Exception why) {
        try {
            tokens.backToStored();
        } catch (RuntimeException lost) {
            var hiding = new TransactionSystemException("could not roll back a batch", lost);
            hiding.initApplicationException(why);
            throw hiding;
        }
        batchTimeout.allow();
    }

    /** Returns why the events could not be shown. */
    private Optional<Exception> show(List<RecordedEvent<DomainEvent>> events) {
        return refusal(() -> savepoint.executeWithoutResult(transaction -> readModels.show(events)));
    }

    /** Returns why something was refused. An outage is not about the events: it ends the whole batch. */
    private static Optional<Exception> refusal(Runnable showing) {
        try {
            showing.run();
            return Optional.empty();
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException outage) {
            throw outage;
        } catch (RuntimeException refused) {
            return Optional.of(refused);
        }
    }

    /** Shows a batch. The subjects of refused events are added to the refused; the other events of those are left out. */
    void rehearse(List<? extends TrackedEventMessage<?>> batch, Set<String> refused) {
        var events = batch.stream()
                .filter(Projector::isOurs)
                .<RecordedEvent<DomainEvent>>map(RecordedEvent::of)
                .filter(event -> !refused.contains(event.subject()))
                .toList();
        if (show(events).isEmpty()) {
            return;
        }
        for (var event : events) {
            if (!refused.contains(event.subject()) && show(List.of(event)).isPresent()) {
                refused.add(event.subject());
            }
        }
    }

    /**
     * Shows a subject's dead events after all, until one is refused again. No batch is projected meanwhile: it would put
     * the subject's next event behind those that are just being shown, and nobody would offer that one again.
     *
     * @return whether there were some and all are shown now
     */
    boolean retry(String subject) {
        return savepoint.execute(transaction -> {
            tokens.hold();
            return deadLetters.retry(subject, this::showAfterAll);
        });
    }

    private Optional<Exception> showAfterAll(RecordedEvent<DomainEvent> event) {
        return savepoint.execute(transaction -> {
            var refused = show(List.of(event));
            if (refused.isEmpty()) {
                feed.noLongerStale(event.position());
            }
            return refused;
        });
    }

    /** Gives a subject's dead events up, and returns how many there were. */
    int giveUp(String subject) {
        return savepoint.execute(transaction -> {
            tokens.hold();
            return deadLetters.remove(subject);
        });
    }

    /** Empties the read models for a rebuild. The feed stays: it is written anew in place, at the same positions. */
    @Override
    public void performReset() {
        readModels.clear();
        deadLetters.clear();
        feed.rebuild();
    }
}
