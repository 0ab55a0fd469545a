package io.tidemark.db;

/** The name of the history that this database holds; it does not change while a process runs. */
public record Epoch(String name) {

    /** The cursor of a position in this history. */
    public Cursor at(long position) {
        return new Cursor(name, position);
    }
}
