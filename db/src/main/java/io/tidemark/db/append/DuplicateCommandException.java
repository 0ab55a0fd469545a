package io.tidemark.db.append;

/** The command's idempotency key was used before: its receipt has the first answer. Nothing was appended. */
public class DuplicateCommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DuplicateCommandException(String commandId) {
        super("command " + commandId + " was already executed");
    }
}
