package io.tidemark.events.product;

import io.tidemark.events.Change;
import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;

/**
 * A product changed: by its owner, or by the result of its enrichment.
 *
 * @param price as in {@link ProductCreated}
 * @param status {@code processing}, {@code enriched} or {@code failed}
 * @param reason why the enrichment failed
 */
@Revision("1")
@EventName("product:updated")
public record ProductUpdated(
        String id,
        String owner,
        Change<String> name,
        Change<String> description,
        Change<String> price,
        Change<String> currency,
        Change<String> imageUrl,
        Change<String> status,
        Change<String> generatedImageUrl,
        Change<String> generatedCaption,
        Change<String> reason)
        implements ProductEvent {}
