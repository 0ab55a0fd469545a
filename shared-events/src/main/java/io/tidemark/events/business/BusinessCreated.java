package io.tidemark.events.business;

import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A user set up a business; the event carries all of it. */
@Revision("1")
@EventName("business:created")
public record BusinessCreated(
        String id, String owner, String name, @Nullable String description) implements BusinessEvent {}
