package io.tidemark.events.product;

import io.tidemark.events.DomainEvent;
import java.util.Set;

/** Every fact that the log can hold about a product. */
public sealed interface ProductEvent extends DomainEvent permits ProductCreated, ProductChange, ProductDeleted {

    /** The user whose product it is: the owner of its business. */
    String owner();

    @Override
    default Set<String> audience() {
        return Set.of(owner());
    }
}
