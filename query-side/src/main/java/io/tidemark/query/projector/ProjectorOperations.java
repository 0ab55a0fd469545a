package io.tidemark.query.projector;

import io.tidemark.events.DomainEvent;
import io.tidemark.events.administration.DeadLetterGivenUp;
import io.tidemark.events.administration.DeadLetterRetried;
import io.tidemark.query.administration.AdministrationLog;
import io.tidemark.query.administration.Administrator;
import io.tidemark.query.projection.RecordedEvent;
import io.tidemark.query.projector.deadletter.DeadLetters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Operations on the projector's data outside of its batches. */
class ProjectorOperations {

    private final EventApplier applier;
    private final ReadModels readModels;
    private final DeadLetters deadLetters;
    private final FeedWriter feed;
    private final ProjectorTokens tokens;
    private final AdministrationLog administrationLog;

    ProjectorOperations(
            EventApplier applier,
            ReadModels readModels,
            DeadLetters deadLetters,
            FeedWriter feed,
            ProjectorTokens tokens,
            AdministrationLog administrationLog) {
        this.applier = applier;
        this.readModels = readModels;
        this.deadLetters = deadLetters;
        this.feed = feed;
        this.tokens = tokens;
        this.administrationLog = administrationLog;
    }

    /**
     * Applies a batch. Adds the subjects of refused events to {@code refused}, and skips the other events of these. There is
     * no feed to refuse an entry here, so what it has refused is taken from the dead letters.
     */
    void rehearse(List<? extends TrackedEventMessage<?>> batch, Set<String> refused) {
        var all = BatchWriter.domainEvents(batch);
        var refusedByFeed = deadLetters.refusedByFeed(BatchWriter.subjects(all));
        Predicate<RecordedEvent<DomainEvent>> isRefusedByFeed =
                event -> event.version() >= refusedByFeed.getOrDefault(event.subject(), Long.MAX_VALUE);
        rehearseEvents(all.stream().filter(isRefusedByFeed.negate()).toList(), refused);
        all.stream().filter(isRefusedByFeed).forEach(event -> refused.add(event.subject()));
    }

    private void rehearseEvents(List<RecordedEvent<DomainEvent>> all, Set<String> refused) {
        var events =
                all.stream().filter(event -> !refused.contains(event.subject())).toList();
        if (applier.apply(events).isEmpty()) {
            return;
        }
        for (var event : events) {
            if (!refused.contains(event.subject())
                    && applier.apply(List.of(event)).isPresent()) {
                refused.add(event.subject());
            }
        }
    }

    /**
     * Applies a subject's dead letters, until one is refused again. No batch may run at the same time: it would add the
     * subject's next event to the dead letters while this empties them, and that event would not be retried.
     *
     * @return whether there were some and all are shown now
     */
    boolean retry(String subject, Administrator administrator) {
        return applier.inSavepoint(() -> {
            tokens.hold();
            if (deadLetters.waiting(subject) == 0) {
                return false;
            }
            boolean shown = deadLetters.retry(subject, this::showAfterAll);
            administrationLog.add(
                    administrator, id -> new DeadLetterRetried(id, subject, shown, administrator.reason()));
            return shown;
        });
    }

    private Optional<Exception> showAfterAll(RecordedEvent<DomainEvent> event) {
        return applier.inSavepoint(() -> {
            var refused = applier.apply(List.of(event));
            if (refused.isEmpty()) {
                feed.noLongerStale(event.position());
            }
            return refused;
        });
    }

    /** Gives up a subject's dead letters, and returns how many there were. */
    int giveUp(String subject, Administrator administrator) {
        return applier.inSavepoint(() -> {
            tokens.hold();
            int events = deadLetters.remove(subject);
            if (events > 0) {
                administrationLog.add(
                        administrator, id -> new DeadLetterGivenUp(id, subject, events, administrator.reason()));
            }
            return events;
        });
    }

    /**
     * Empties the read models for a rebuild. The feed stays: its entries are updated in place, at the same positions.
     */
    void reset() {
        readModels.clear();
        deadLetters.clear();
        feed.rebuild();
    }
}
