package io.tidemark.events.product;

import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;

/** The owner removed a product. Its id is not used again. */
@Revision("1")
@EventName("product:deleted")
public record ProductDeleted(String id, String businessId, String owner) implements ProductEvent {}
