package io.tidemark.query.audit;

import io.tidemark.db.log.Epoch;
import io.tidemark.db.log.EventMetaData;
import io.tidemark.events.DomainEvent;
import io.tidemark.query.projection.EventNames;
import io.tidemark.query.projection.RecordedEvent;
import io.tidemark.query.projection.WireData;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Upcasts stored events to this release, and converts them to audit entries. */
@Component
public class AuditEntries {

    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final EventNames names;
    private final WireData wireData;
    private final Epoch epoch;

    AuditEntries(
            @Qualifier("eventSerializer") Serializer serializer,
            Configuration axon,
            EventNames names,
            WireData wireData,
            Epoch epoch) {
        this.serializer = serializer;
        this.upcasters = axon.upcasterChain();
        this.names = names;
        this.wireData = wireData;
        this.epoch = epoch;
    }

    /** The events that this release knows, in order. */
    List<RecordedEvent<DomainEvent>> recorded(List<LoggedEvent> events) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        events.stream().map(LoggedEvent::data), serializer, upcasters)
                .filter(message -> DomainEvent.class.isAssignableFrom(message.getPayloadType()))
                .<RecordedEvent<DomainEvent>>map(RecordedEvent::of)
                .toList();
    }

    /**
     * One entry per event. An event without a projection, or that upcasts to several events, is shown as it is
     * stored.
     */
    public List<AuditEntry> of(List<LoggedEvent> events) {
        Map<Long, List<RecordedEvent<DomainEvent>>> known =
                recorded(events).stream().collect(Collectors.groupingBy(RecordedEvent::position));
        return events.stream()
                .map(event -> entry(event, known.getOrDefault(event.position(), List.of())))
                .toList();
    }

    private AuditEntry entry(LoggedEvent stored, List<RecordedEvent<DomainEvent>> known) {
        if (known.size() != 1) {
            return entry(stored, stored.type(), stored.payload());
        }
        var event = known.get(0).event();
        return names.of(event.getClass())
                .map(name -> entry(stored, name, wireData.of(event)))
                .orElseGet(() -> entry(stored, stored.type(), stored.payload()));
    }

    private AuditEntry entry(LoggedEvent stored, String type, String data) {
        return new AuditEntry(
                epoch.at(stored.position()).toString(),
                stored.id(),
                type,
                stored.aggregate(),
                stored.version(),
                stored.at(),
                stored.recordedAt(),
                stored.actor(),
                EventMetaData.clientId(stored.commandId()),
                stored.user(),
                data,
                stored.correlationId(),
                stored.traceparent());
    }
}
