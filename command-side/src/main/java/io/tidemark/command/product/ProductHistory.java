package io.tidemark.command.product;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.events.product.ProductEvent;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a product was at a version, folded from its events: the first answer to a command that comes again. */
@Component
class ProductHistory implements CommandDispatcher.History<ProductState> {

    private final EventStorageEngine log;

    ProductHistory(EventStorageEngine log) {
        this.log = log;
    }

    @Override
    public Versioned<ProductState> at(String aggregateId, long version) {
        var state = Objects.requireNonNull(fold(aggregateId, version), "a receipt stands for a product");
        return new Versioned<>(aggregateId, state, version);
    }

    /** What it is by now; empty if there never was one. */
    Optional<ProductState> latest(ProductId id) {
        return Optional.ofNullable(fold(id.toString(), Long.MAX_VALUE));
    }

    private @Nullable ProductState fold(String aggregateId, long version) {
        @Nullable ProductState state = null;
        var events = log.readEvents(aggregateId);
        while (events.hasNext() && events.peek().getSequenceNumber() <= version) {
            var event = events.next();
            state = ProductState.after(state, (ProductEvent) event.getPayload(), event.getTimestamp());
        }
        return state;
    }
}
