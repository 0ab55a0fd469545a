package io.tidemark.command.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.tidemark.command.dispatch.Versioned;
import io.tidemark.command.quota.Quota;
import io.tidemark.command.quota.Quotas;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.session.SessionActivitiesAdded;
import io.tidemark.events.session.SessionCorrected;
import io.tidemark.events.session.SessionEnded;
import io.tidemark.events.session.SessionEvent;
import io.tidemark.events.session.SessionStarted;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateScopeDescriptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A work session. {@code decide} has the rules; its state is a {@link SessionState}. Commands come from devices that
 * were offline, so in any order. Each command checks whether the session exists.
 */
@Aggregate(type = Session.TYPE, snapshotTriggerDefinition = "snapshots", lockFactory = "aggregateLocks")
@Revision("1")
class Session {

    static final String TYPE = "session";
    static final String IDLE = "session-idle";

    @AggregateIdentifier
    private SessionId id;

    private @Nullable SessionState state;

    /** The local ids of the counted activities. Only the rule about them reads them, so they are not in the state. */
    private Set<String> counted = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // Axon makes an empty instance, then replays the events into it.
    Session() {}

    /** Stores the deadline before the start: every session has one, and without a session it has no effect. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Versioned<SessionState> decide(
            StartSession command, DeadlineManager deadlines, SessionProperties properties, Quotas quotas) {
        if (state == null) {
            quotas.require(Quota.SESSIONS, command.owner());
            watch(command.id(), command.at().plus(properties.idleTimeout()), deadlines);
            start(command);
        } else {
            requireSame(state, command);
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Versioned<SessionState> decide(EndSession command, Quotas quotas) {
        if (state == null && command.start() != null) {
            quotas.require(Quota.SESSIONS, command.owner());
            start(command.start());
        }
        var session = known(command.owner());
        if (command.start() != null) {
            requireSame(session, command.start());
        }
        if (session.isOpen()) {
            end(session, SessionEnding.told(command, session.startedAt()), EndedBy.CLIENT);
        } else if (session.isTimedOut()) {
            correct(session, SessionEnding.told(command, session.startedAt()), EndedBy.CLIENT);
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Versioned<SessionState> decide(AddActivities command, SessionProperties properties) {
        var session = known(command.owner());
        var fresh = command.activities().values().stream()
                .filter(activity -> !counted.contains(activity.localId()))
                .toList();
        if (!fresh.isEmpty()) {
            requireRoom(fresh.size(), properties.maxActivities());
            apply(new SessionActivitiesAdded(session.id(), session.owner(), fresh));
            var after = known(command.owner());
            if (after.outlivedItsEnd()) {
                correct(after, SessionEnding.silent(after), EndedBy.TIMEOUT);
            }
        }
        return answer();
    }

    /** Activities do not move the deadline. At the deadline, the handler checks for later signs of life. */
    @DeadlineHandler(deadlineName = IDLE)
    void decide(@Timestamp Instant now, DeadlineManager deadlines, SessionProperties properties) {
        if (state == null || !state.isOpen()) {
            return;
        }
        var due = state.heardAt().plus(properties.idleTimeout());
        if (now.isBefore(due)) {
            watch(id, due, deadlines);
        } else {
            end(state, SessionEnding.silent(state), EndedBy.TIMEOUT);
        }
    }

    @EventSourcingHandler
    void evolve(SessionEvent event, @Timestamp Instant at) {
        state = SessionState.after(state, event, at);
        id = SessionId.parse(event.id());
        if (event instanceof SessionActivitiesAdded added) {
            added.activities().forEach(activity -> counted.add(activity.localId()));
        }
    }

    /** The session's id is passed as text: it is stored as JSON, and may be read by a later release. */
    private static void watch(SessionId id, Instant due, DeadlineManager deadlines) {
        deadlines.schedule(due, IDLE, null, new AggregateScopeDescriptor(TYPE, (Object) id.toString()));
    }

    private static void start(StartSession command) {
        apply(new SessionStarted(
                command.id().value().toString(),
                command.owner(),
                command.localId().value(),
                command.pullRequest().repoOwner(),
                command.pullRequest().repoName(),
                command.pullRequest().number(),
                command.startedAt()));
    }

    private static void end(SessionState session, SessionEnding ending, EndedBy by) {
        apply(new SessionEnded(
                session.id(),
                session.owner(),
                ending.endedAt(),
                ending.durationSeconds(),
                by.text(),
                ending.contradictory()));
    }

    private static void correct(SessionState session, SessionEnding ending, EndedBy by) {
        apply(new SessionCorrected(
                session.id(),
                session.owner(),
                ending.endedAt(),
                ending.durationSeconds(),
                by.text(),
                ending.contradictory()));
    }

    private SessionState known(String actor) {
        if (state == null || !state.owner().equals(actor)) {
            // Another user must not learn that it exists.
            throw Refused.notFound("session.unknown", "the start of the session has not arrived yet");
        }
        return state;
    }

    private static void requireSame(SessionState session, StartSession start) {
        if (!session.pullRequest().isSame(start.pullRequest())) {
            throw Refused.conflict(
                    "session.local-id-taken", "the localId belongs to a session on another pull request");
        }
    }

    private void requireRoom(int more, int max) {
        if (counted.size() + more > max) {
            throw Refused.conflict(
                    "session.too-many-activities", "a session can have at most %s activities".formatted(max));
        }
    }

    private Versioned<SessionState> answer() {
        return new Versioned<>(id.toString(), Objects.requireNonNull(state), getVersion());
    }
}
