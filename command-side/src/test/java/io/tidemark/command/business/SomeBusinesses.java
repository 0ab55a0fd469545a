package io.tidemark.command.business;

import io.tidemark.events.business.BusinessCreated;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** What other slices know of businesses, on a log in memory. */
public final class SomeBusinesses {

    private SomeBusinesses() {}

    /** One business, and whose it is. */
    public static Businesses one(BusinessId id, String owner) {
        var log = new InMemoryEventStorageEngine();
        var created = new BusinessCreated(id.value().toString(), owner, "Quay", null);
        log.appendEvents(new GenericDomainEventMessage<>("business", id.toString(), 0, created, Map.of()));
        return new Businesses(log);
    }
}
