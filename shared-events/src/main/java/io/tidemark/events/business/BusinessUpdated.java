package io.tidemark.events.business;

import io.tidemark.events.Change;
import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;

/** The owner changed a business. */
@Revision("1")
@EventName("business:updated")
public record BusinessUpdated(String id, String owner, Change<String> name, Change<String> description)
        implements BusinessEvent {}
