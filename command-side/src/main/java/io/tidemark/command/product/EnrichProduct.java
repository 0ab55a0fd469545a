package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.ExpectedVersion;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Asks for a picture and a caption of a product. Only its owner may do so, and not twice at once. */
record EnrichProduct(
        @TargetAggregateIdentifier ProductId id,
        BusinessId businessId,
        String editor,
        @Nullable ExpectedVersion expectedVersion) {}
