package io.tidemark.events.product;

import io.tidemark.events.Change;
import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;

/**
 * A workflow could not enrich a product, or only in part.
 *
 * @param status {@code failed}
 * @param reason why, if the workflow said so
 */
@Revision("1")
@EventName(value = "product:updated", stored = "product:enrichment-failed")
public record ProductEnrichmentFailed(
        String id,
        String owner,
        Change<String> status,
        Change<String> generatedImageUrl,
        Change<String> generatedCaption,
        Change<String> reason)
        implements ProductChange {}
