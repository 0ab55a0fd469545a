package io.tidemark.events.session;

import io.tidemark.events.DomainEvent;
import java.util.Set;

/** Every fact that the log can hold about a work session. */
public sealed interface SessionEvent extends DomainEvent
        permits SessionStarted, SessionActivitiesAdded, SessionEnded, SessionCorrected {

    /** The user who works. */
    String owner();

    @Override
    default Set<String> audience() {
        return Set.of(owner());
    }
}
