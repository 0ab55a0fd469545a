package io.tidemark.events.session;

import io.tidemark.events.DomainEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Every fact that the log can hold about a work session. */
public sealed interface SessionEvent extends DomainEvent
        permits SessionStarted, SessionActivitiesAdded, SessionEnded, SessionCorrected {

    /** The user who works. */
    String owner();

    /** A time by a device's clock as it counts: to the millisecond, and never later than it arrived. */
    static Instant arrived(Instant claimed, Instant at) {
        var arrival = at.truncatedTo(ChronoUnit.MILLIS);
        return claimed.isBefore(arrival) ? claimed : arrival;
    }

    @Override
    default Set<String> audience() {
        return Set.of(owner());
    }
}
