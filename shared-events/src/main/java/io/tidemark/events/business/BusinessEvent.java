package io.tidemark.events.business;

import io.tidemark.events.DomainEvent;
import java.util.Set;

/** Every fact that the log can hold about a business. */
public sealed interface BusinessEvent extends DomainEvent permits BusinessCreated, BusinessUpdated {

    /** The user whose business it is. */
    String owner();

    @Override
    default Set<String> audience() {
        return Set.of(owner());
    }
}
