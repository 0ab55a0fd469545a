package io.tidemark.events.product;

import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A business got a product; the event carries all of it.
 *
 * @param price a decimal with as many digits behind the point as its currency has, {@code 12.50}; never without a currency
 * @param currency an ISO 4217 code
 * @param status {@code draft}
 */
@Revision("1")
@EventName("product:created")
public record ProductCreated(
        String id,
        String businessId,
        String owner,
        String name,
        @Nullable String description,
        @Nullable String price,
        @Nullable String currency,
        @Nullable String imageUrl,
        String status)
        implements ProductEvent {}
