package io.tidemark.command.business;

import static io.tidemark.command.dispatch.Versioned.requireVersion;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.tidemark.command.dispatch.Versioned;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessEvent;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** A business. {@code decide} holds the rules; what it is after its events is in {@link BusinessState}. */
@Aggregate(type = "business", snapshotTriggerDefinition = "snapshots", lockFactory = "aggregateLocks")
@Revision("1")
class Business {

    @AggregateIdentifier
    private BusinessId id;

    private BusinessState state;

    @SuppressWarnings("NullAway.Init") // Axon makes an empty instance, then replays the events into it.
    Business() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Versioned<BusinessState> decide(CreateBusiness command) {
        apply(new BusinessCreated(
                command.id().value().toString(),
                command.owner(),
                command.name().value(),
                command.description() == null ? null : command.description().value()));
        return answer();
    }

    @CommandHandler
    Versioned<BusinessState> decide(UpdateBusiness command) {
        requireOwner(command.editor());
        requireVersion(command.expectedVersion(), getVersion());
        command.changes().against(state).ifPresent(event -> apply(event));
        return answer();
    }

    @EventSourcingHandler
    void evolve(BusinessEvent event, @Timestamp Instant at) {
        state = BusinessState.after(state, event, at);
        id = BusinessId.parse(event.id());
    }

    private void requireOwner(String actor) {
        if (!state.owner().equals(actor)) {
            throw Refused.notFound(); // That it exists is already more than a stranger may know.
        }
    }

    private Versioned<BusinessState> answer() {
        return new Versioned<>(id.toString(), state, getVersion());
    }
}
