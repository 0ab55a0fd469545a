package io.tidemark.db.log;

import org.jspecify.annotations.Nullable;

/**
 * What the database has about its history.
 *
 * @param identity of the database to which the epoch was given: system identifier, oid and timeline
 * @param found the identity of the database that there is
 */
record EpochState(
        String epoch, @Nullable String identity, @Nullable String found) {

    /** A standby has no timeline of its own. What it has is of the database that it follows. */
    static final String QUERY = """
            SELECT epoch, identity, CASE WHEN pg_is_in_recovery() THEN identity ELSE database_identity() END AS found
            FROM log_epoch
            """;

    boolean isOfThisDatabase() {
        return found != null && found.equals(identity);
    }
}
