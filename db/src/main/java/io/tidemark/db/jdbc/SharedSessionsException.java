package io.tidemark.db.jdbc;

/** The database's address leads to a pooler that shares sessions of PostgreSQL between transactions. */
class SharedSessionsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    SharedSessionsException(String evidence) {
        super("the database is behind a pooler that shares its sessions: " + evidence);
    }
}
