package io.tidemark.events.product;

import io.tidemark.events.Change;
import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;

/** The owner uploaded an image, and the product shows it. */
@Revision("1")
@EventName(value = "product:updated", stored = "product:image-shown")
public record ProductImageShown(String id, String owner, Change<String> imageUrl) implements ProductChange {}
