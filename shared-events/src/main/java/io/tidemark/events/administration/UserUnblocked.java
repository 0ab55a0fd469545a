package io.tidemark.events.administration;

import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Tokens of a user that are issued from now on are accepted again. */
@Revision("1")
@EventName("user:unblocked")
public record UserUnblocked(
        String id, String user, @Nullable String reason) implements AdministrationEvent {}
