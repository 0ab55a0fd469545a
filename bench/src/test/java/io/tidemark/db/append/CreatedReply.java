package io.tidemark.db.append;

import io.tidemark.db.log.EventMessageConverter;
import io.tidemark.db.log.EventMetaData;
import io.tidemark.events.reply.ReplyCreated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;

/** A reply that a user saves under an idempotency key, as the command side records it. */
public final class CreatedReply {

    private static final String OWNER = "ann";
    private static final String FINGERPRINT = "0123456789abcdef".repeat(4);
    private static final String CONTENT = "All that is needed to answer it. ".repeat(8);
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00.123456Z");

    private final String id = UUID.randomUUID().toString();
    private final ReplyCreated event =
            new ReplyCreated(id, OWNER, "How to return something", CONTENT, "returns", List.of("parcel", "refund"));
    private final MetaData metaData = MetaData.from(Map.of(
            EventMetaData.ACTOR, OWNER,
            EventMetaData.COMMAND_ID, OWNER + " " + id,
            EventMetaData.FINGERPRINT, FINGERPRINT));

    /** Another message each time: one keeps what it was serialised to. */
    public DomainEventMessage<ReplyCreated> message() {
        return new GenericDomainEventMessage<>("Reply", id, 0, new GenericMessage<>(id, event, metaData), NOW);
    }

    PendingAppend pending(Serializer serializer) {
        var entry = EventMessageConverter.of(message(), serializer);
        return new PendingAppend(List.of(entry), new Receipt(entry.commandId(), FINGERPRINT, id, 0, 0));
    }
}
