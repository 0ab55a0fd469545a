package io.tidemark.db.timeout;

/** What is waited for, from the shortest wait to the longest. */
public enum Wait {
    /** To detect that a connection is dead. */
    DEAD_CONNECTION,
    /** For a free connection, or for another command on the same aggregate. */
    TURN,
    /** For events to be on disk. */
    APPEND,
    /** For the answer to a command or a read. */
    ANSWER,
    /** For a statement. */
    STATEMENT,
    /** For a sign of life: on a connection, or of a process that holds something. */
    SILENCE
}
