package io.tidemark.query.session;

import io.tidemark.events.session.SessionActivitiesAdded;
import io.tidemark.events.session.SessionCorrected;
import io.tidemark.events.session.SessionEnded;
import io.tidemark.events.session.SessionEvent;
import io.tidemark.events.session.SessionStarted;
import io.tidemark.query.projection.Projection;
import io.tidemark.query.projection.RecordedEvent;
import io.tidemark.query.projection.RowTable;
import io.tidemark.query.session.SessionRow.End;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    private static final TypeReference<Map<String, Long>> TOTALS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final RowTable<SessionRow> table;

    SessionProjection(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.table = table(json);
    }

    private static RowTable<SessionRow> table(JsonMapper json) {
        return RowTable.<SessionRow>named("session_view")
                .fixed("id", "uuid", SessionRow::id)
                .fixed("owner", "text", SessionRow::owner)
                .fixed("local_id", "text", SessionRow::localId)
                .fixed("repo_owner", "text", SessionRow::repoOwner)
                .fixed("repo_name", "text", SessionRow::repoName)
                .fixed("pr_number", "int8", SessionRow::prNumber)
                .fixed("started_at", "timestamptz", SessionRow::startedAt)
                .column("ended_at", "timestamptz", ofEnd(End::at))
                .column("duration_seconds", "int8", ofEnd(End::durationSeconds))
                .column("ended_by", "text", ofEnd(End::by))
                .column(
                        "contradictory",
                        "bool",
                        row -> row.end() != null && row.end().contradictory())
                .column("activity_count", "int8", SessionRow::activityCount)
                .column("activities", "jsonb", row -> json.writeValueAsString(row.activities()))
                .column("last_activity_at", "timestamptz", SessionRow::lastActivityAt)
                .column("version", "int8", SessionRow::version)
                .fixed("created_position", "int8", SessionRow::createdPosition)
                .column("position", "int8", SessionRow::position)
                .column("updated_at", "timestamptz", SessionRow::updatedAt)
                .build();
    }

    @Override
    public Class<SessionEvent> events() {
        return SessionEvent.class;
    }

    @Override
    public String table() {
        return table.name();
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
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                readEnd(row),
                json.readValue(row.getString("activities"), TOTALS),
                instant(row.getObject("last_activity_at", OffsetDateTime.class)),
                row.getLong("version"),
                row.getLong("created_position"),
                row.getLong("position"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable End readEnd(ResultSet row) throws SQLException {
        var endedAt = instant(row.getObject("ended_at", OffsetDateTime.class));
        return endedAt == null
                ? null
                : new End(
                        endedAt,
                        row.getLong("duration_seconds"),
                        row.getString("ended_by"),
                        row.getBoolean("contradictory"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @Override
    public void save(Collection<SessionRow> rows) {
        table.save(jdbc, rows);
    }

    private static Function<SessionRow, @Nullable Object> ofEnd(Function<End, Object> field) {
        return row -> row.end() == null ? null : field.apply(row.end());
    }
}
