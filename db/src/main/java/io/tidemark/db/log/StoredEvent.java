package io.tidemark.db.log;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log in the form that Axon reads. Axon's own class would parse the time from text, and cut its
 * precision.
 */
public record StoredEvent(
        long position,
        String eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String eventType,
        @Nullable String revision,
        String payload,
        String metadata,
        Instant occurredAt)
        implements TrackedEventData<String>, DomainEventData<String> {

    public static StoredEvent of(NewEvent entry, long position) {
        return new StoredEvent(
                position,
                entry.eventId().toString(),
                entry.aggregateType(),
                entry.aggregateId(),
                entry.sequenceNumber(),
                entry.eventType(),
                entry.revision(),
                entry.payload(),
                entry.metadata(),
                entry.occurredAt());
    }

    /** Without the data of a domain event if it is none: Axon would take it for one. */
    public TrackedEventData<String> asAxonTakesIt() {
        return aggregateType == null ? new EventOfNoAggregate(this) : this;
    }

    /** About how much memory it needs, in characters. */
    int size() {
        return payload.length() + metadata.length();
    }

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(position);
    }

    @Override
    public String getEventIdentifier() {
        return eventId;
    }

    @Override
    public Instant getTimestamp() {
        return occurredAt;
    }

    @Override
    public SerializedObject<String> getMetaData() {
        return new SerializedMetaData<>(metadata, String.class);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon expects null for an event without a revision.
    public SerializedObject<String> getPayload() {
        return new SimpleSerializedObject<>(payload, String.class, eventType, revision);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon expects null for an event without an aggregate.
    public String getType() {
        return aggregateType;
    }

    @Override
    public String getAggregateIdentifier() {
        return aggregateId;
    }

    @Override
    public long getSequenceNumber() {
        return sequenceNumber;
    }
}
