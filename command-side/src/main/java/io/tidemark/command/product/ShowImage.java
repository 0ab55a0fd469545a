package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.ExpectedVersion;
import io.tidemark.command.image.ImageName;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Makes an image that is kept by now the one that a product shows. Only its owner may do so. */
record ShowImage(
        @TargetAggregateIdentifier ProductId id,
        BusinessId businessId,
        String editor,
        @Nullable ExpectedVersion expectedVersion,
        ImageName image) {}
