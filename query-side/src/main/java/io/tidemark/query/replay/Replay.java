package io.tidemark.query.replay;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tidemark.db.log.Epoch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A replay in the form of the API.
 *
 * @param events how many were replayed, of {@code total}
 * @param cursor the cursor of the last replayed event
 * @param refused how many events a read model refused
 * @param differences the first differences, as JSON
 * @param failure why it failed
 */
record Replay(
        long id,
        ReplayMode mode,
        ReplayState state,
        String startedBy,
        Instant startedAt,
        long events,
        long total,
        long perSecond,
        @Nullable Long secondsLeft,
        String cursor,
        long refused,
        @JsonRawValue String differences,
        long differencesInAll,
        @Nullable String failure,
        @Nullable Instant finishedAt) {

    /** @param epoch the history of the positions */
    static Replay read(ResultSet row, Epoch epoch) throws SQLException {
        long events = row.getLong("events");
        long total = row.getLong("total");
        long millis = Math.max(1, row.getLong("millis"));
        long perSecond = events * Duration.ofSeconds(1).toMillis() / millis;
        var state = ReplayState.parse(row.getString("state"));
        return new Replay(
                row.getLong("id"),
                ReplayMode.parse(row.getString("mode")),
                state,
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                events,
                total,
                perSecond,
                state == ReplayState.RUNNING && perSecond > 0 ? Math.max(0, total - events) / perSecond : null,
                epoch.at(row.getLong("position")).toString(),
                row.getLong("refused"),
                row.getString("differences"),
                row.getLong("differences_in_all"),
                row.getString("failure"),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
