package io.tidemark.events.product;

import io.tidemark.events.Change;
import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;

/**
 * A workflow enriched a product.
 *
 * @param status {@code enriched}
 */
@Revision("1")
@EventName(value = "product:updated", stored = "product:enriched")
public record ProductEnriched(
        String id,
        String owner,
        Change<String> status,
        Change<String> generatedImageUrl,
        Change<String> generatedCaption)
        implements ProductChange {}
