package io.tidemark.events.administration;

import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The read models were offered the events of a resource again that they had refused.
 *
 * @param subject the resource, {@code <kind>/<id>}
 * @param shown whether they took all of them
 */
@Revision("1")
@EventName("dead-letter:retried")
public record DeadLetterRetried(
        String id, String subject, boolean shown, @Nullable String reason) implements AdministrationEvent {}
