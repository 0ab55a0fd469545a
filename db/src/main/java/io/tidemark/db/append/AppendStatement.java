package io.tidemark.db.append;

import io.tidemark.db.log.NewEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of {@code append_to_event_log}: the whole append transaction in one round trip. */
class AppendStatement {

    private static final String CALL =
            "SELECT command, last_position, refused_by FROM append_to_event_log(%s)".formatted("?,".repeat(16) + "?");

    /** The result of one command of the batch. */
    record Verdict(int command, long lastPosition, @Nullable String refusedBy) {}

    /** One event or receipt with the number of its command in the batch. */
    private record Numbered<T>(int command, T value) {}

    private final Connection connection;

    AppendStatement(Connection connection) {
        this.connection = connection;
    }

    List<Verdict> execute(List<PendingAppend> batch) throws SQLException {
        var events = new ArrayList<Numbered<NewEvent>>();
        var receipts = new ArrayList<Numbered<Receipt>>();
        for (int command = 0; command < batch.size(); command++) {
            for (var event : batch.get(command).events()) {
                events.add(new Numbered<>(command, event));
            }
            var receipt = batch.get(command).receipt();
            if (receipt != null) {
                receipts.add(new Numbered<>(command, receipt));
            }
        }
        try (var call = connection.prepareStatement(CALL)) {
            bindEvents(call, events);
            bindReceipts(call, receipts, batch);
            return verdicts(call);
        }
    }

    private void bindEvents(PreparedStatement call, List<Numbered<NewEvent>> events) throws SQLException {
        bind(call, 1, "int4", events, Numbered::command);
        bind(call, 2, "uuid", events, event -> event.value().eventId());
        bind(call, 3, "text", events, event -> event.value().aggregateType());
        bind(call, 4, "text", events, event -> event.value().aggregateId());
        bind(call, 5, "int8", events, event -> event.value().sequenceNumber());
        bind(call, 6, "text", events, event -> event.value().commandId());
        bind(call, 7, "text", events, event -> event.value().eventType());
        bind(call, 8, "text", events, event -> event.value().revision());
        bind(call, 9, "text", events, event -> event.value().payload());
        bind(call, 10, "text", events, event -> event.value().metadata());
        // Not a Timestamp: the driver sends it in local time, in which one hour of each autumn occurs twice.
        bind(
                call,
                11,
                "timestamptz",
                events,
                event -> event.value().occurredAt().toString());
    }

    private void bindReceipts(PreparedStatement call, List<Numbered<Receipt>> receipts, List<PendingAppend> batch)
            throws SQLException {
        bind(call, 12, "int4", receipts, Numbered::command);
        bind(call, 13, "text", receipts, receipt -> receipt.value().commandId());
        bind(call, 14, "text", receipts, receipt -> receipt.value().fingerprint());
        bind(call, 15, "text", receipts, receipt -> receipt.value().aggregateId());
        bind(call, 16, "int8", receipts, receipt -> receipt.value().version());
        bind(
                call,
                17,
                "int8",
                receipts,
                receipt -> batch.get(receipt.command()).events().isEmpty()
                        ? receipt.value().position()
                        : null);
    }

    private <T> void bind(
            PreparedStatement call, int parameter, String type, List<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        call.setArray(
                parameter,
                connection.createArrayOf(type, rows.stream().map(column).toArray()));
    }

    private static List<Verdict> verdicts(PreparedStatement call) throws SQLException {
        var verdicts = new ArrayList<Verdict>();
        try (var rows = call.executeQuery()) {
            while (rows.next()) {
                verdicts.add(new Verdict(rows.getInt(1), rows.getLong(2), rows.getString(3)));
            }
        }
        return verdicts;
    }
}
