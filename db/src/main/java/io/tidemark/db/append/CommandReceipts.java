package io.tidemark.db.append;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The receipts of commands that were sent with an idempotency key. */
public class CommandReceipts {

    private final JdbcClient jdbc;
    private final GroupAppender appender;

    public CommandReceipts(JdbcClient jdbc, GroupAppender appender) {
        this.jdbc = jdbc;
        this.appender = appender;
    }

    /** What the command came to, if it was done before. */
    public Optional<Receipt> find(String commandId) {
        return jdbc.sql("SELECT command_id, fingerprint, aggregate_id, version, position FROM command_receipt"
                        + " WHERE command_id = ?")
                .params(commandId)
                .query(Receipt.class)
                .optional();
    }

    /**
     * Keeps the receipt of a command that was done without an event. One with events gets its receipt with them.
     *
     * @param deadline until when the sender of the command waits
     * @throws DuplicateCommandException if the command was done before, or is done at the same time elsewhere
     */
    public void keep(Receipt receipt, Deadline deadline) {
        appender.append(new PendingAppend(List.of(), receipt, deadline));
    }
}
