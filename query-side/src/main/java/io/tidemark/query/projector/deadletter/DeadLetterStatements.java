package io.tidemark.query.projector.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.serialization.Serializer;

/** Axon's statements, but for one: its search for a sequence takes the page's offset for an index, and sees one page. */
public class DeadLetterStatements extends DefaultDeadLetterStatementFactory<EventMessage<?>> {

    /** The columns as the migration names them. */
    public static final DeadLetterSchema SCHEMA = DeadLetterSchema.builder()
            .deadLetterTable("dead_letter_entry")
            .deadLetterIdentifierColumn("dead_letter_id")
            .processingGroupColumn("processing_group")
            .sequenceIdentifierColumn("sequence_identifier")
            .sequenceIndexColumn("sequence_index")
            .messageTypeColumn("message_type")
            .eventIdentifierColumn("event_identifier")
            .timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .metaDataColumn("meta_data")
            .aggregateTypeColumn("aggregate_type")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .tokenTypeColumn("token_type")
            .enqueuedAtColumn("enqueued_at")
            .lastTouchedColumn("last_touched")
            .processingStartedColumn("processing_started")
            .causeTypeColumn("cause_type")
            .causeMessageColumn("cause_message")
            .build();

    private static final String FIRST_OF_EACH_SEQUENCE = """
            SELECT * FROM (SELECT DISTINCT ON (sequence_identifier) * FROM dead_letter_entry
                           WHERE processing_group = ? ORDER BY sequence_identifier, sequence_index) first
            WHERE processing_started IS NULL OR processing_started < ?
            ORDER BY last_touched, sequence_identifier OFFSET ? LIMIT ?
            """;

    public DeadLetterStatements(Serializer general, Serializer events) {
        super(new Configured(general, events));
    }

    private static class Configured extends Builder<EventMessage<?>> {

        Configured(Serializer general, Serializer events) {
            schema(SCHEMA);
            genericSerializer(general);
            eventSerializer(events);
        }
    }

    @Override
    public PreparedStatement claimableSequencesStatement(
            Connection connection, String processingGroup, Instant startedBefore, int offset, int maxSize)
            throws SQLException {
        var statement = connection.prepareStatement(FIRST_OF_EACH_SEQUENCE);
        statement.setString(1, processingGroup);
        statement.setString(2, DateTimeUtils.formatInstant(startedBefore));
        statement.setInt(3, offset);
        statement.setInt(4, maxSize);
        return statement;
    }
}
