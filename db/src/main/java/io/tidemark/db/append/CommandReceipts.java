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

    /** The receipt of the command, if it was executed before. */
    public Optional<Receipt> find(String commandId) {
        return jdbc.sql("SELECT command_id, fingerprint, aggregate_id, version, position FROM command_receipt"
                        + " WHERE command_id = ?")
                .params(commandId)
                .query(Receipt.class)
                .optional();
    }

    /**
     * Stores the receipt of a command without events. A command with events stores its receipt with them.
     *
     * @param deadline until when the sender of the command waits
     * @throws DuplicateCommandException if the command was executed before, or at the same time elsewhere
     */
    public void keep(Receipt receipt, Deadline deadline) {
        appender.append(new PendingAppend(List.of(), receipt, deadline));
    }
}
