package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.money.Price;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Gives a business a new product. Only the owner of the business may do so. */
record CreateProduct(
        @TargetAggregateIdentifier ProductId id,
        BusinessId businessId,
        String owner,
        ProductName name,
        @Nullable ProductDescription description,
        @Nullable Price price,
        @Nullable ImageUrl image) {}
