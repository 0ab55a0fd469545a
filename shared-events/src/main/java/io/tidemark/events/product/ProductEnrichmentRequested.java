package io.tidemark.events.product;

import io.tidemark.events.Change;
import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;

/**
 * The owner asked for a generated image and caption of a product.
 *
 * @param status {@code processing}
 * @param reason cleared if an earlier enrichment failed
 */
@Revision("1")
@EventName(value = "product:updated", stored = "product:enrichment-requested")
public record ProductEnrichmentRequested(String id, String owner, Change<String> status, Change<String> reason)
        implements ProductChange {}
