package io.tidemark.command.quota;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts what a user owns, from the log and not from the read models, which lag behind it. */
class OwnedThings {

    /** The condition on the types is that of the index {@code event_log_owned}. */
    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE event_type = 'reply:created')
                     - count(*) FILTER (WHERE event_type = 'reply:deleted') AS replies,
                   count(*) FILTER (WHERE event_type = 'business:created') AS businesses,
                   count(*) FILTER (WHERE event_type = 'product:created')
                     - count(*) FILTER (WHERE event_type = 'product:deleted') AS products,
                   count(*) FILTER (WHERE event_type = 'session:started') AS sessions,
                   count(DISTINCT payload->>'imageUrl') FILTER (WHERE event_type = 'product:image-shown') AS images
            FROM event_log
            WHERE payload->>'owner' = ?
              AND event_type IN ('reply:created', 'reply:deleted', 'business:created', 'product:created', 'product:deleted',
                                 'product:image-shown', 'session:started')
            """;

    private final JdbcClient jdbc;

    OwnedThings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long count(Quota quota, String owner) {
        return jdbc.sql(COUNT)
                .params(owner)
                .query((row, number) -> row.getLong(quota.text()))
                .single();
    }
}
