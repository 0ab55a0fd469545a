package io.tidemark.command.session;

import io.tidemark.events.session.SessionActivitiesAdded;
import io.tidemark.events.session.SessionCorrected;
import io.tidemark.events.session.SessionEnded;
import io.tidemark.events.session.SessionEvent;
import io.tidemark.events.session.SessionStarted;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a work session.
 *
 * @param activities how many activities of each kind there were
 * @param aliveAt the last sign of life, by the device's clock but never later than its arrival
 * @param heardAt when a sign of life last arrived
 */
public record SessionState(
        String id,
        String owner,
        String localId,
        PullRequest pullRequest,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationSeconds,
        @Nullable EndedBy endedBy,
        boolean contradictory,
        SortedMap<String, Long> activities,
        @Nullable Instant lastActivityAt,
        Instant aliveAt,
        Instant heardAt,
        Instant updatedAt) {

    /** The state after one more event. */
    static SessionState after(@Nullable SessionState before, SessionEvent event, Instant at) {
        if (event instanceof SessionStarted started) {
            return started(started, at);
        }
        var state = Objects.requireNonNull(before, "the first event of a session must be SessionStarted");
        if (event instanceof SessionActivitiesAdded added) {
            return state.added(added, at);
        }
        return event instanceof SessionEnded ended
                ? state.ended(ended, at)
                : state.corrected((SessionCorrected) event, at);
    }

    private static SessionState started(SessionStarted event, Instant at) {
        return new SessionState(
                event.id(),
                event.owner(),
                event.localId(),
                new PullRequest(event.repoOwner(), event.repoName(), event.prNumber()),
                event.startedAt(),
                null,
                null,
                null,
                false,
                Collections.emptySortedMap(),
                null,
                SessionEvent.arrived(event.startedAt(), at),
                at,
                at);
    }

    private SessionState added(SessionActivitiesAdded event, Instant at) {
        var totals = new TreeMap<>(activities);
        var last = lastActivityAt;
        for (var activity : event.activities()) {
            totals.merge(activity.kind(), activity.count(), Long::sum);
            last = later(last, SessionEvent.arrived(activity.at(), at));
        }
        return new SessionState(
                id,
                owner,
                localId,
                pullRequest,
                startedAt,
                endedAt,
                durationSeconds,
                endedBy,
                contradictory,
                totals,
                last,
                later(last, aliveAt),
                at,
                at);
    }

    private SessionState ended(SessionEnded event, Instant at) {
        var by = EndedBy.parse(event.endedBy());
        return ended(event.endedAt(), event.durationSeconds(), by, event.contradictory(), at);
    }

    private SessionState corrected(SessionCorrected event, Instant at) {
        var by = EndedBy.parse(event.endedBy());
        return ended(event.endedAt(), event.durationSeconds(), by, event.contradictory(), at);
    }

    private SessionState ended(Instant end, long duration, EndedBy by, boolean contradicts, Instant at) {
        return new SessionState(
                id,
                owner,
                localId,
                pullRequest,
                startedAt,
                end,
                duration,
                by,
                contradicts,
                activities,
                lastActivityAt,
                aliveAt,
                heardAt,
                at);
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a != null && a.isAfter(b) ? a : b;
    }

    boolean isOpen() {
        return endedAt == null;
    }

    boolean isTimedOut() {
        return endedBy == EndedBy.TIMEOUT;
    }

    /** Whether it went on after the server had ended it. */
    boolean outlivedItsEnd() {
        return isTimedOut() && endedAt != null && aliveAt.isAfter(endedAt);
    }

    /** The number of all activities. */
    long activityCount() {
        return activities.values().stream().mapToLong(Long::longValue).sum();
    }
}
