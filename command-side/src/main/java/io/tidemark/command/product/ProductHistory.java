package io.tidemark.command.product;

import io.tidemark.command.dispatch.FoldedHistory;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.events.product.ProductEvent;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.stereotype.Component;

/** What a product was at a version. */
@Component
class ProductHistory extends FoldedHistory<ProductEvent, ProductState> {

    ProductHistory(EventStorageEngine log) {
        super(log, ProductEvent.class, ProductState::after);
    }

    /** What it is by now; empty if there never was one. */
    Optional<Versioned<ProductState>> latest(ProductId id) {
        return latest(id.toString());
    }
}
