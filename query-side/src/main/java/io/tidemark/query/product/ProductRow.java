package io.tidemark.query.product;

import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductUpdated;
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
                recorded.at(),
                recorded.at());
    }

    ProductRow with(ProductUpdated event, RecordedEvent<?> recorded) {
        return new ProductRow(
                id,
                businessId,
                owner,
                event.name() == null ? name : event.name(),
                next("description", description, event.description(), event),
                next("price", price, event.price(), event),
                next("currency", currency, event.currency(), event),
                next("imageUrl", imageUrl, event.imageUrl(), event),
                event.status() == null ? status : event.status(),
                next("generatedImageUrl", generatedImageUrl, event.generatedImageUrl(), event),
                next("generatedCaption", generatedCaption, event.generatedCaption(), event),
                next("reason", reason, event.reason(), event),
                recorded.version(),
                recorded.position(),
                createdAt,
                recorded.at());
    }

    private static @Nullable String next(
            String field, @Nullable String before, @Nullable String given, ProductUpdated event) {
        return given == null && !event.cleared().contains(field) ? before : given;
    }
}
