package io.tidemark.command.reply;

import static io.tidemark.command.dispatch.Versioned.requireVersion;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.tidemark.command.dispatch.Versioned;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyDeleted;
import io.tidemark.events.reply.ReplyEvent;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** A saved reply. {@code decide} holds the rules; what it is after its events is in {@link ReplyState}. */
@Aggregate(type = "reply", snapshotTriggerDefinition = "snapshots", lockFactory = "aggregateLocks")
@Revision("1")
class Reply {

    @AggregateIdentifier
    private ReplyId id;

    private ReplyState state;

    @SuppressWarnings("NullAway.Init") // Axon makes an empty instance, then replays the events into it.
    Reply() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Versioned<ReplyState> decide(CreateReply command) {
        apply(new ReplyCreated(
                command.id().value().toString(),
                command.owner(),
                command.title().value(),
                command.content().value(),
                command.category() == null ? null : command.category().value(),
                command.tags().values()));
        return answer();
    }

    @CommandHandler
    Versioned<ReplyState> decide(UpdateReply command) {
        requireOwner(command.editor());
        if (state.deleted()) {
            throw Refused.notFound();
        }
        requireVersion(command.expectedVersion(), getVersion());
        command.changes().against(state).ifPresent(event -> apply(event));
        return answer();
    }

    /** A reply that is gone stays gone, whatever version the caller has in mind: its first answer may have been lost. */
    @CommandHandler
    Versioned<ReplyState> decide(DeleteReply command) {
        requireOwner(command.editor());
        if (!state.deleted()) {
            requireVersion(command.expectedVersion(), getVersion());
            apply(new ReplyDeleted(state.id(), state.owner()));
        }
        return answer();
    }

    @EventSourcingHandler
    void evolve(ReplyEvent event, @Timestamp Instant at) {
        state = ReplyState.after(state, event, at);
        id = ReplyId.parse(event.id());
    }

    private void requireOwner(String actor) {
        if (!state.owner().equals(actor)) {
            throw Refused.notFound(); // That it exists is already more than a stranger may know.
        }
    }

    private Versioned<ReplyState> answer() {
        return new Versioned<>(id.toString(), state, getVersion());
    }
}
