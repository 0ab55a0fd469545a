package io.tidemark.events.business;

import io.tidemark.events.EventName;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The owner changed a business. Only the fields that changed are there.
 *
 * @param cleared the names of the fields that have no value any more
 */
@Revision("1")
@EventName("business:updated")
public record BusinessUpdated(
        String id,
        String owner,
        @Nullable String name,
        @Nullable String description,
        List<String> cleared) implements BusinessEvent {}
