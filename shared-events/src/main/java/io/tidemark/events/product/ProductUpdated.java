package io.tidemark.events.product;

import io.tidemark.events.Change;
import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;

/** The owner changed a product. */
@Revision("1")
@EventName("product:updated")
public record ProductUpdated(
        String id,
        String owner,
        Change<String> name,
        Change<String> description,
        Change<String> price,
        Change<String> currency,
        Change<String> imageUrl)
        implements ProductChange {}
