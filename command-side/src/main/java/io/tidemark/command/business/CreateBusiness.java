package io.tidemark.command.business;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Sets up a new business for its owner. */
record CreateBusiness(
        @TargetAggregateIdentifier BusinessId id,
        String owner,
        BusinessName name,
        @Nullable BusinessDescription description) {}
