package io.tidemark.events.administration;

import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a user are refused.
 *
 * @param mode which: {@code blocked} for all, {@code signed-out} for those issued until then
 */
@Revision("1")
@EventName("user:shut-out")
public record UserShutOut(
        String id, String user, String mode, @Nullable String reason) implements AdministrationEvent {}
