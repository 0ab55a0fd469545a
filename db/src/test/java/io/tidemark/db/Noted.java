package io.tidemark.db;

import io.tidemark.db.append.Receipt;
import io.tidemark.db.log.EventMetaData;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Revision;

/** The event of these tests: somebody noted something. */
@Revision("1")
public record Noted(String text) {

    static final String AGGREGATE_TYPE = "Note";

    /** One event of an aggregate; its text is its place. */
    public static DomainEventMessage<Noted> event(String aggregateId, long sequenceNumber) {
        return event(aggregateId, sequenceNumber, "%s #%s".formatted(aggregateId, sequenceNumber));
    }

    public static DomainEventMessage<Noted> event(String aggregateId, long sequenceNumber, String text) {
        return new GenericDomainEventMessage<>(AGGREGATE_TYPE, aggregateId, sequenceNumber, new Noted(text));
    }

    /** Successive events of an aggregate. */
    public static List<DomainEventMessage<Noted>> events(String aggregateId, long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(sequenceNumber -> event(aggregateId, sequenceNumber))
                .toList();
    }

    /** An event of a command that came with an idempotency key. */
    public static DomainEventMessage<?> event(String aggregateId, long sequenceNumber, Receipt receipt) {
        return event(aggregateId, sequenceNumber)
                .andMetaData(Map.of(
                        EventMetaData.COMMAND_ID, receipt.commandId(),
                        EventMetaData.FINGERPRINT, receipt.fingerprint()));
    }
}
