package io.tidemark.query.projection;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.events.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event with its metadata.
 *
 * @param position the position in the log
 * @param subject the subject of the event, {@code <kind>/<id>}: events of one subject are handled in order
 * @param version the version of the subject after the event
 * @param actor the user who caused the event
 * @param commandId the id of the command that caused the event, as its sender knows it
 * @param correlationId the id that the sender gave the request, if any
 * @param traceparent the span that caused the event, if it was traced
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

    /** Converts a message that was read from the log. */
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

    /** The same event with its type. The event must have that type. */
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
