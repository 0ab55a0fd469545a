package io.tidemark.db.log;

/**
 * The name of the database's history. It must not change while a process runs: {@link EpochHealth} takes a process out
 * of service if it does.
 */
public record Epoch(String name) {

    static final String QUERY = "SELECT epoch FROM log_epoch";

    /** The cursor of a position in this history. */
    public Cursor at(long position) {
        return new Cursor(name, position);
    }
}
