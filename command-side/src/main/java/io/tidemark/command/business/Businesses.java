package io.tidemark.command.business;

import io.tidemark.events.business.BusinessEvent;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.stereotype.Component;

/** Knows from the log whose a business is. None is ever deleted or changes hands, so what was true stays true. */
@Component
public class Businesses {

    private final EventStorageEngine log;

    Businesses(EventStorageEngine log) {
        this.log = log;
    }

    /** Whether there is such a business and it is the user's. */
    public boolean isOf(BusinessId id, String user) {
        var events = log.readEvents(id.toString());
        return events.hasNext()
                && ((BusinessEvent) events.next().getPayload()).owner().equals(user);
    }
}
