package io.tidemark.query.product;

import io.tidemark.events.product.ProductChange;
import io.tidemark.events.product.ProductCreated;
import io.tidemark.query.projection.RecordedEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code product_view} holds of one product, as the projection folds it. */
record ProductRow(
        UUID id,
        UUID businessId,
        String owner,
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
        long createdPosition,
        long position,
        Instant createdAt,
        Instant updatedAt) {

    static ProductRow of(ProductCreated event, RecordedEvent<?> recorded) {
        return new ProductRow(
                UUID.fromString(event.id()),
                UUID.fromString(event.businessId()),
                event.owner(),
                event.name(),
                event.description(),
                event.price(),
                event.currency(),
                event.imageUrl(),
                event.status(),
                null,
                null,
                null,
                recorded.version(),
                recorded.position(),
                recorded.position(),
                recorded.at(),
                recorded.at());
    }

    ProductRow with(ProductChange event, RecordedEvent<?> recorded) {
        return new ProductRow(
                id,
                businessId,
                owner,
                event.name().orElse(name),
                event.description().applyTo(description),
                event.price().applyTo(price),
                event.currency().applyTo(currency),
                event.imageUrl().applyTo(imageUrl),
                event.status().orElse(status),
                event.generatedImageUrl().applyTo(generatedImageUrl),
                event.generatedCaption().applyTo(generatedCaption),
                event.reason().applyTo(reason),
                recorded.version(),
                createdPosition,
                recorded.position(),
                createdAt,
                recorded.at());
    }
}
