package io.tidemark.db.log;

import java.time.temporal.ChronoUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;

/** Converts Axon's event messages to rows of the log. */
public final class EventMessageConverter {

    private EventMessageConverter() {}

    public static NewEvent of(EventMessage<?> event, Serializer serializer) {
        var payload = event.serializePayload(serializer, String.class);
        var domainEvent = event instanceof DomainEventMessage<?> domain ? domain : null;
        return new NewEvent(
                EventMetaData.uuid(event),
                domainEvent == null ? null : domainEvent.getType(),
                domainEvent == null ? event.getIdentifier() : domainEvent.getAggregateIdentifier(),
                domainEvent == null ? 0 : domainEvent.getSequenceNumber(),
                EventMetaData.text(event, EventMetaData.COMMAND_ID).orElse(event.getIdentifier()),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                event.serializeMetaData(serializer, String.class).getData(),
                event.getTimestamp().truncatedTo(ChronoUnit.MICROS)); // The precision of the column, which would round.
    }
}
