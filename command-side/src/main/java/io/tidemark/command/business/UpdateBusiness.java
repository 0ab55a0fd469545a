package io.tidemark.command.business;

import io.tidemark.command.dispatch.ExpectedVersion;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Changes some fields of a business. Only its owner may do so. */
record UpdateBusiness(
        @TargetAggregateIdentifier BusinessId id,
        String editor,
        @Nullable ExpectedVersion expectedVersion,
        BusinessChanges changes) {}
