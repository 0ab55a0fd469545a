package io.tidemark.events.product;

import io.tidemark.events.EventName;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A product changed: by its owner, or by what its enrichment came to. Only the fields that changed are there.
 *
 * @param price as in {@link ProductCreated}
 * @param status {@code processing}, {@code enriched} or {@code failed}
 * @param reason why the enrichment failed
 * @param cleared the names of the fields that have no value any more
 */
@Revision("1")
@EventName("product:updated")
public record ProductUpdated(
        String id,
        String owner,
        @Nullable String name,
        @Nullable String description,
        @Nullable String price,
        @Nullable String currency,
        @Nullable String imageUrl,
        @Nullable String status,
        @Nullable String generatedImageUrl,
        @Nullable String generatedCaption,
        @Nullable String reason,
        List<String> cleared)
        implements ProductEvent {}
