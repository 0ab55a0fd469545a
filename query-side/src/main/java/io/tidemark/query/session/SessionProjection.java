package io.tidemark.query.session;

import io.tidemark.events.session.SessionActivitiesAdded;
import io.tidemark.events.session.SessionCorrected;
import io.tidemark.events.session.SessionEnded;
import io.tidemark.events.session.SessionEvent;
import io.tidemark.events.session.SessionStarted;
import io.tidemark.query.projection.Columns;
import io.tidemark.query.projection.Projection;
import io.tidemark.query.projection.RecordedEvent;
import io.tidemark.query.session.SessionRow.End;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code session_view}. Replaying any tail of the history ends in the same rows. */
@Component
class SessionProjection implements Projection<SessionEvent, SessionRow> {

    private static final String SAVE = """
            INSERT INTO session_view (id, owner, local_id, repo_owner, repo_name, pr_number, started_at, ended_at,
                                      duration_seconds, ended_by, contradictory, activity_count, activities,
                                      last_activity_at, version, position, updated_at)
            SELECT *
            FROM unnest(:id::uuid[], :owner::text[], :localId::text[], :repoOwner::text[], :repoName::text[],
                        :prNumber::int8[], :startedAt::timestamptz[], :endedAt::timestamptz[], :duration::int8[],
                        :endedBy::text[], :contradictory::bool[], :count::int8[], :activities::jsonb[],
                        :lastActivityAt::timestamptz[], :version::int8[], :position::int8[], :updatedAt::timestamptz[])
            ON CONFLICT (id) DO UPDATE
            SET ended_at = excluded.ended_at, duration_seconds = excluded.duration_seconds, ended_by = excluded.ended_by,
                contradictory = excluded.contradictory, activity_count = excluded.activity_count,
                activities = excluded.activities, last_activity_at = excluded.last_activity_at,
                version = excluded.version, position = excluded.position, updated_at = excluded.updated_at
            WHERE session_view.version < excluded.version
            """;

    private static final TypeReference<Map<String, Long>> TOTALS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SessionProjection(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Class<SessionEvent> events() {
        return SessionEvent.class;
    }

    @Override
    public String table() {
        return "session_view";
    }

    @Override
    public @Nullable SessionRow fold(@Nullable SessionRow row, RecordedEvent<SessionEvent> recorded) {
        if (row != null && row.version() >= recorded.version()) {
            return row;
        }
        if (recorded.event() instanceof SessionStarted started) {
            return SessionRow.of(started, recorded);
        }
        if (row == null) {
            return null;
        }
        return recorded.event() instanceof SessionActivitiesAdded added
                ? row.with(added, recorded)
                : row.with(end(recorded.event()), recorded);
    }

    private static End end(SessionEvent event) {
        if (event instanceof SessionEnded ended) {
            return new End(ended.endedAt(), ended.durationSeconds(), ended.endedBy(), ended.contradictory());
        }
        var corrected = (SessionCorrected) event;
        return new End(
                corrected.endedAt(), corrected.durationSeconds(), corrected.endedBy(), corrected.contradictory());
    }

    @Override
    public SessionRow read(ResultSet row) throws SQLException {
        return new SessionRow(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getString("local_id"),
                row.getString("repo_owner"),
                row.getString("repo_name"),
                row.getLong("pr_number"),
                row.getTimestamp("started_at").toInstant(),
                readEnd(row),
                json.readValue(row.getString("activities"), TOTALS),
                instant(row.getTimestamp("last_activity_at")),
                row.getLong("version"),
                row.getLong("position"),
                row.getTimestamp("updated_at").toInstant());
    }

    private static @Nullable End readEnd(ResultSet row) throws SQLException {
        var endedAt = instant(row.getTimestamp("ended_at"));
        return endedAt == null
                ? null
                : new End(
                        endedAt,
                        row.getLong("duration_seconds"),
                        row.getString("ended_by"),
                        row.getBoolean("contradictory"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    @Override
    public void save(Collection<SessionRow> rows) {
        jdbc.sql(SAVE)
                .param("id", Columns.of(rows, SessionRow::id))
                .param("owner", Columns.of(rows, SessionRow::owner))
                .param("localId", Columns.of(rows, SessionRow::localId))
                .param("repoOwner", Columns.of(rows, SessionRow::repoOwner))
                .param("repoName", Columns.of(rows, SessionRow::repoName))
                .param("prNumber", Columns.of(rows, SessionRow::prNumber))
                .param("startedAt", Columns.of(rows, SessionRow::startedAt))
                .param("endedAt", Columns.of(rows, ofEnd(End::at)))
                .param("duration", Columns.of(rows, ofEnd(End::durationSeconds)))
                .param("endedBy", Columns.of(rows, ofEnd(End::by)))
                .param(
                        "contradictory",
                        Columns.of(rows, row -> row.end() != null && row.end().contradictory()))
                .param("count", Columns.of(rows, SessionRow::activityCount))
                .param("activities", Columns.of(rows, row -> json.writeValueAsString(row.activities())))
                .param("lastActivityAt", Columns.of(rows, SessionRow::lastActivityAt))
                .param("version", Columns.of(rows, SessionRow::version))
                .param("position", Columns.of(rows, SessionRow::position))
                .param("updatedAt", Columns.of(rows, SessionRow::updatedAt))
                .update();
    }

    private static Function<SessionRow, @Nullable Object> ofEnd(Function<End, Object> field) {
        return row -> row.end() == null ? null : field.apply(row.end());
    }
}
