package io.tidemark.events.administration;

import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The read models are built again from the log.
 *
 * @param replay the number of the replay
 * @param mode {@code shadow} or {@code in-place}
 */
@Revision("1")
@EventName("replay:started")
public record ReplayStarted(
        String id, long replay, String mode, @Nullable String reason) implements AdministrationEvent {}
