package io.tidemark.query.projection;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.events.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event with its place in history.
 *
 * @param position its place in the log
 * @param subject what it is about, {@code <kind>/<id>}: the sequence whose events are handled in order
 * @param version the version of the subject after it
 * @param actor who caused it
 * @param commandId the id of the command that caused it, as its sender knows it
 * @param correlationId what the request was called by its sender, if it was
 * @param traceparent the place in a trace that it comes from, if there is one
 */
public record RecordedEvent<E>(
        E event,
        long position,
        String subject,
        long version,
        UUID eventId,
        Instant at,
        String actor,
        String commandId,
        @Nullable String correlationId,
        @Nullable String traceparent,
        TrackedEventMessage<?> message) {

    /** The event of a message that the log was read as. */
    public static RecordedEvent<DomainEvent> of(TrackedEventMessage<?> message) {
        var domainMessage = (DomainEventMessage<?>) message;
        var metaData = message.getMetaData();
        var actor = (String) metaData.getOrDefault(EventMetaData.ACTOR, "");
        var commandId = (String) metaData.getOrDefault(EventMetaData.COMMAND_ID, "");
        return new RecordedEvent<>(
                (DomainEvent) message.getPayload(),
                positionOf(message),
                domainMessage.getAggregateIdentifier(),
                domainMessage.getSequenceNumber(),
                UUID.fromString(message.getIdentifier()),
                message.getTimestamp(),
                actor,
                EventMetaData.clientId(commandId),
                (String) metaData.get(EventMetaData.CORRELATION_ID),
                (String) metaData.get(EventMetaData.TRACEPARENT),
                message);
    }

    public static long positionOf(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    /** The same, as an event of the type; the event has to be one. */
    public <T> RecordedEvent<T> as(Class<T> type) {
        return new RecordedEvent<>(
                type.cast(event),
                position,
                subject,
                version,
                eventId,
                at,
                actor,
                commandId,
                correlationId,
                traceparent,
                message);
    }
}
