package io.tidemark.command.product;

import io.tidemark.command.dispatch.CommandResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A product as commands answer it. */
record ProductAnswer(
        String id,
        String businessId,
        String name,
        @Nullable String description,
        @Nullable String price,
        @Nullable String currency,
        @Nullable String imageUrl,
        String status,
        @Nullable String generatedImageUrl,
        @Nullable String generatedCaption,
        @Nullable String reason,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static ProductAnswer to(CommandResult<ProductState> result) {
        var product = result.value();
        return new ProductAnswer(
                product.id(),
                product.businessId(),
                product.name(),
                product.description(),
                product.price(),
                product.currency(),
                product.imageUrl(),
                product.status(),
                product.generatedImageUrl(),
                product.generatedCaption(),
                product.reason(),
                result.version(),
                product.createdAt(),
                product.updatedAt());
    }
}
