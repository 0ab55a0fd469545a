package io.tidemark.db.log;

/**
 * The name of the history that this database holds. It does not change while a process runs: {@link EpochHealth} takes a
 * process out of service under which it does.
 */
public record Epoch(String name) {

    static final String QUERY = "SELECT epoch FROM log_epoch";

    /** The cursor of a position in this history. */
    public Cursor at(long position) {
        return new Cursor(name, position);
    }
}
