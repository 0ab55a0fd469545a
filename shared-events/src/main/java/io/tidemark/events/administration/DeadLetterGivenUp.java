package io.tidemark.events.administration;

import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The read models will not show these events of a resource.
 *
 * @param subject the resource, {@code <kind>/<id>}
 * @param events how many
 */
@Revision("1")
@EventName("dead-letter:given-up")
public record DeadLetterGivenUp(
        String id, String subject, long events, @Nullable String reason) implements AdministrationEvent {}
