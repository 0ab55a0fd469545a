package io.tidemark.command.product;

import static io.tidemark.command.dispatch.Versioned.requireVersion;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.tidemark.command.business.Businesses;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.Change;
import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductDeleted;
import io.tidemark.events.product.ProductEnrichmentRequested;
import io.tidemark.events.product.ProductEvent;
import io.tidemark.events.product.ProductImageShown;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** A product. {@code decide} holds the rules; what it is after its events is in {@link ProductState}. */
@Aggregate(type = "product", snapshotTriggerDefinition = "snapshots", lockFactory = "aggregateLocks")
@Revision("1")
class Product {

    @AggregateIdentifier
    private ProductId id;

    private ProductState state;

    @SuppressWarnings("NullAway.Init") // Axon makes an empty instance, then replays the events into it.
    Product() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Versioned<ProductState> decide(CreateProduct command, Businesses businesses) {
        if (!businesses.isOf(command.businessId(), command.owner())) {
            throw Refused.notFound();
        }
        var price = command.price();
        apply(new ProductCreated(
                command.id().value().toString(),
                command.businessId().value().toString(),
                command.owner(),
                command.name().value(),
                command.description() == null ? null : command.description().value(),
                price == null ? null : price.text(),
                price == null ? null : price.currency().getCurrencyCode(),
                command.image() == null ? null : command.image().value(),
                ProductStatus.DRAFT.text()));
        return answer();
    }

    @CommandHandler
    Versioned<ProductState> decide(UpdateProduct command) {
        state.requireTheirs(command.editor(), command.businessId());
        state.requireThere();
        requireVersion(command.expectedVersion(), getVersion());
        command.changes().against(state).ifPresent(event -> apply(event));
        return answer();
    }

    @CommandHandler
    Versioned<ProductState> decide(ShowImage command) {
        state.requireTheirs(command.editor(), command.businessId());
        state.requireThere();
        requireVersion(command.expectedVersion(), getVersion());
        var path = command.image().path();
        if (!path.equals(state.imageUrl())) {
            apply(new ProductImageShown(state.id(), state.owner(), Change.to(path)));
        }
        return answer();
    }

    @CommandHandler
    Versioned<ProductState> decide(EnrichProduct command) {
        state.requireTheirs(command.editor(), command.businessId());
        state.requireThere();
        requireVersion(command.expectedVersion(), getVersion());
        if (state.is(ProductStatus.PROCESSING)) {
            throw Refused.conflict("product.processing", "the product is already being enriched");
        }
        apply(new ProductEnrichmentRequested(
                state.id(),
                state.owner(),
                Change.to(ProductStatus.PROCESSING.text()),
                Change.between(state.reason(), null)));
        return answer();
    }

    @CommandHandler
    Versioned<ProductState> decide(ReportEnrichment command) {
        state.requireUnder(command.businessId());
        state.requireThere();
        requireVersion(command.expectedVersion(), getVersion());
        command.report().against(state).ifPresent(event -> apply(event));
        return answer();
    }

    /** A product that is gone stays gone, whatever version the caller has in mind: its first answer may have been lost. */
    @CommandHandler
    Versioned<ProductState> decide(DeleteProduct command) {
        state.requireTheirs(command.editor(), command.businessId());
        if (!state.deleted()) {
            requireVersion(command.expectedVersion(), getVersion());
            apply(new ProductDeleted(state.id(), state.businessId(), state.owner()));
        }
        return answer();
    }

    @EventSourcingHandler
    void evolve(ProductEvent event, @Timestamp Instant at) {
        state = ProductState.after(state, event, at);
        id = ProductId.parse(event.id());
    }

    private Versioned<ProductState> answer() {
        return new Versioned<>(id.toString(), state, getVersion());
    }
}
