package io.tidemark.command.session;

import io.tidemark.command.quota.Quotas;
import io.tidemark.events.session.SessionActivitiesAdded;
import io.tidemark.events.session.SessionActivity;
import io.tidemark.events.session.SessionCorrected;
import io.tidemark.events.session.SessionEnded;
import io.tidemark.events.session.SessionStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;

/** The one session of these tests: what is asked of it, and what happens to it. */
final class Tab {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00.123Z");
    static final Duration IDLE_TIMEOUT = Duration.ofMinutes(30);
    static final int MAX_ACTIVITIES = 3;
    static final LocalId LOCAL_ID = new LocalId("tab-1");
    static final SessionId ID = SessionId.of("ann", LOCAL_ID);
    static final PullRequest BOATS = new PullRequest("quay", "boats", 42);

    private static final String UUID = ID.value().toString();

    private Tab() {}

    static FixtureConfiguration<Session> fixture() {
        return new AggregateTestFixture<>(Session.class)
                .registerInjectableResource((Quotas) (quota, owner) -> Optional.empty())
                .registerInjectableResource(new SessionProperties(IDLE_TIMEOUT, MAX_ACTIVITIES));
    }

    static StartSession start() {
        return start(BOATS, NOW);
    }

    static StartSession start(PullRequest pullRequest, Instant startedAt) {
        return new StartSession(ID, "ann", LOCAL_ID, pullRequest, startedAt, NOW);
    }

    static EndSession end(@Nullable StartSession start, @Nullable Long duration, @Nullable Instant endedAt) {
        return new EndSession(ID, "ann", start, duration, endedAt, NOW);
    }

    static AddActivities add(SessionActivity... activities) {
        return new AddActivities(ID, "ann", new Activities(List.of(activities)));
    }

    static SessionActivity activity(String localId, Instant at) {
        return new SessionActivity(localId, "comment", at, 1);
    }

    static SessionStarted started(Instant at) {
        return new SessionStarted(UUID, "ann", "tab-1", "quay", "boats", 42, at);
    }

    static SessionEnded ended(Instant at, long duration, String by, boolean contradictory) {
        return new SessionEnded(UUID, "ann", at, duration, by, contradictory);
    }

    static SessionCorrected corrected(Instant at, long duration, String by, boolean contradictory) {
        return new SessionCorrected(UUID, "ann", at, duration, by, contradictory);
    }

    static SessionActivitiesAdded added(SessionActivity... activities) {
        return new SessionActivitiesAdded(UUID, "ann", Stream.of(activities).toList());
    }
}
