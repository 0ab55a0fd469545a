package io.tidemark.events.administration;

import io.tidemark.events.DomainEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every act of an administrator that the log can hold. Auditors read it; it is in no user's stream. */
public sealed interface AdministrationEvent extends DomainEvent
        permits DeadLetterGivenUp, DeadLetterRetried, ReplayStarted, UserShutOut, UserUnblocked {

    /** Why, if the administrator said so. */
    @Nullable
    String reason();

    @Override
    default Set<String> audience() {
        return Set.of();
    }
}
