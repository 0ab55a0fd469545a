package io.tidemark.query.session;

import io.tidemark.events.session.SessionActivitiesAdded;
import io.tidemark.events.session.SessionEvent;
import io.tidemark.events.session.SessionStarted;
import io.tidemark.query.projection.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code session_view} holds of one session, as the projection folds it. */
record SessionRow(
        UUID id,
        String owner,
        String localId,
        String repoOwner,
        String repoName,
        long prNumber,
        Instant startedAt,
        @Nullable End end,
        Map<String, Long> activities,
        @Nullable Instant lastActivityAt,
        long version,
        long createdPosition,
        long position,
        Instant updatedAt) {

    /** How it ended, as the last event about that says. */
    record End(Instant at, long durationSeconds, String by, boolean contradictory) {}

    static SessionRow of(SessionStarted event, RecordedEvent<?> recorded) {
        return new SessionRow(
                UUID.fromString(event.id()),
                event.owner(),
                event.localId(),
                event.repoOwner(),
                event.repoName(),
                event.prNumber(),
                event.startedAt(),
                null,
                Map.of(),
                null,
                recorded.version(),
                recorded.position(),
                recorded.position(),
                recorded.at());
    }

    SessionRow with(SessionActivitiesAdded event, RecordedEvent<?> recorded) {
        var totals = new TreeMap<>(activities);
        var last = lastActivityAt;
        for (var activity : event.activities()) {
            totals.merge(activity.kind(), activity.count(), Long::sum);
            var at = SessionEvent.arrived(activity.at(), recorded.at());
            last = last == null || at.isAfter(last) ? at : last;
        }
        return with(end, totals, last, recorded);
    }

    SessionRow with(End newEnd, RecordedEvent<?> recorded) {
        return with(newEnd, activities, lastActivityAt, recorded);
    }

    private SessionRow with(
            @Nullable End newEnd, Map<String, Long> totals, @Nullable Instant last, RecordedEvent<?> recorded) {
        return new SessionRow(
                id,
                owner,
                localId,
                repoOwner,
                repoName,
                prNumber,
                startedAt,
                newEnd,
                totals,
                last,
                recorded.version(),
                createdPosition,
                recorded.position(),
                recorded.at());
    }

    long activityCount() {
        return activities.values().stream().mapToLong(Long::longValue).sum();
    }
}
