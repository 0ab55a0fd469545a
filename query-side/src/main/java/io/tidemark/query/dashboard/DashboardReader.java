package io.tidemark.query.dashboard;

import io.tidemark.db.log.Epoch;
import io.tidemark.query.dashboard.Dashboard.Activity;
import io.tidemark.query.dashboard.Dashboard.Dead;
import io.tidemark.query.dashboard.Dashboard.Events;
import io.tidemark.query.dashboard.Dashboard.Lag;
import io.tidemark.query.projector.ProjectorLag;
import io.tidemark.query.stream.ClientStreams;
import io.tidemark.query.stream.DeliveryLatency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the state of the system, in one snapshot. */
@Component
class DashboardReader {

    private static final double WINDOW_SECONDS = 10;
    private static final int ACTIVITIES = 50;

    /** Finds the start of the window with the index on the time. */
    static final String WINDOW = """
            SELECT position FROM event_log WHERE recorded_at > now() - make_interval(secs => ?)
            ORDER BY recorded_at, position LIMIT 1
            """;

    /** In the order of the index, so that only the window is read. */
    static final String RATES = """
            SELECT type, count(DISTINCT position)
            FROM (SELECT type, position FROM feed WHERE position >= ? ORDER BY position OFFSET 0) w
            GROUP BY type ORDER BY type
            """;

    /** The feed has an event once per channel. */
    private static final String LATEST = """
            SELECT DISTINCT ON (position) position, type, subject, version, actor, occurred_at
            FROM feed ORDER BY position DESC LIMIT ?
            """;

    private static final String DEAD =
            "SELECT count(DISTINCT sequence_identifier) AS subjects, count(*) AS events FROM dead_letter_entry";

    private final JdbcClient jdbc;
    private final Epoch epoch;
    private final ProjectorLag lag;
    private final ClientStreams streams;
    private final DeliveryLatency latency;
    private final List<DashboardPart> parts;
    private final TransactionTemplate oneSnapshot;

    DashboardReader(
            JdbcClient jdbc,
            Epoch epoch,
            ProjectorLag lag,
            ClientStreams streams,
            DeliveryLatency latency,
            List<DashboardPart> parts,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.epoch = epoch;
        this.lag = lag;
        this.streams = streams;
        this.latency = latency;
        this.parts = parts;
        this.oneSnapshot = new TransactionTemplate(transactions);
        oneSnapshot.setReadOnly(true);
        oneSnapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    Dashboard now() {
        return oneSnapshot.execute(transaction -> read());
    }

    private Dashboard read() {
        var behind = lag.now();
        return new Dashboard(
                epoch.at(behind.head() - behind.events()).toString(),
                events(behind.head()),
                streams.load(),
                latency.summary(),
                new Lag(behind.events(), behind.millis()),
                jdbc.sql(DEAD).query(Dead.class).single(),
                jdbc.sql(LATEST).params(ACTIVITIES).query(this::activity).list(),
                ofTheSlices());
    }

    private Events events(long total) {
        Map<String, Double> byType = new LinkedHashMap<>();
        jdbc.sql(WINDOW)
                .params(WINDOW_SECONDS)
                .query(Long.class)
                .optional()
                .ifPresent(first -> jdbc.sql(RATES).params(first).query(row -> {
                    byType.put(row.getString("type"), row.getLong("count") / WINDOW_SECONDS);
                }));
        return new Events(
                total, byType.values().stream().mapToDouble(Double::doubleValue).sum(), byType);
    }

    private Activity activity(ResultSet row, int number) throws SQLException {
        return new Activity(
                epoch.at(row.getLong("position")).toString(),
                row.getString("type"),
                row.getString("subject"),
                row.getLong("version"),
                row.getString("actor"),
                row.getTimestamp("occurred_at").toInstant());
    }

    private Map<String, Object> ofTheSlices() {
        Map<String, Object> all = new LinkedHashMap<>();
        parts.forEach(part -> all.put(part.name(), part.now()));
        return all;
    }
}
