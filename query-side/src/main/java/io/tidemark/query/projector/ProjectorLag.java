package io.tidemark.query.projector;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the read models are behind the log. */
@Component
public class ProjectorLag {

    private static final String BEHIND = """
            SELECT l.head, l.head - s.projected AS events,
                   coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at) * 1000
                             FROM event_log e WHERE e.position = s.projected + 1), 0)::int8 AS millis,
                   coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at) * 1000
                             FROM event_log e WHERE e.position = s.head + 1), 0)::int8 AS undelivered_millis
            FROM feed_state s, (SELECT coalesce(max(position), 0) AS head FROM event_log) l
            """;

    private final JdbcClient jdbc;

    ProjectorLag(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The lag at one moment.
     *
     * @param head the position of the last event in the log
     * @param events how many events the read models do not show yet
     * @param millis how long ago the first of these was recorded
     * @param undeliveredMillis how long ago the first event that is not in the feed was recorded; a rebuild does
     *     not change it
     */
    public record Behind(long head, long events, long millis, long undeliveredMillis) {}

    public Behind now() {
        return jdbc.sql(BEHIND).query(Behind.class).single();
    }
}
