package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.ExpectedVersion;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Changes some fields of a product. Only its owner may do so, and only while it is there. */
record UpdateProduct(
        @TargetAggregateIdentifier ProductId id,
        BusinessId businessId,
        String editor,
        @Nullable ExpectedVersion expectedVersion,
        ProductChanges changes) {}
