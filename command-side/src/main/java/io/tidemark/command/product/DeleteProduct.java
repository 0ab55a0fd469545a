package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.ExpectedVersion;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Removes a product. Only its owner may do so; doing it again changes nothing. */
record DeleteProduct(
        @TargetAggregateIdentifier ProductId id,
        BusinessId businessId,
        String editor,
        @Nullable ExpectedVersion expectedVersion) {}
