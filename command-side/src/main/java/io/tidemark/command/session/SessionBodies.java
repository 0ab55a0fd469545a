package io.tidemark.command.session;

import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.edge.refusal.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bodies of requests about sessions: alone, or one of a batch. */
public final class SessionBodies {

    private static final long MAX_SECONDS = 31_536_000;

    private SessionBodies() {}

    /** A body that becomes a command. */
    public sealed interface Body permits Start, End, More {

        SessionCommand command(CommandRequest request);
    }

    public record Start(
            @Nullable String localId,
            @Nullable String repoOwner,
            @Nullable String repoName,
            @Nullable Long prNumber,
            @Nullable String startedAt)
            implements Body {

        @Override
        public StartSession command(CommandRequest request) {
            return started(request, DeviceTime.precise(request.at()));
        }

        StartSession started(CommandRequest request, Instant unlessTold) {
            var name = LocalId.parse(localId);
            return new StartSession(
                    SessionId.of(request.actor(), name),
                    request.actor(),
                    name,
                    PullRequest.parse(repoOwner, repoName, prNumber),
                    Objects.requireNonNullElse(DeviceTime.parse("session.started-at", startedAt), unlessTold),
                    request.at());
        }
    }

    public record End(
            @Nullable String localId,
            @Nullable String id,
            @Nullable Long durationSeconds,
            @Nullable String endedAt,
            @Nullable String repoOwner,
            @Nullable String repoName,
            @Nullable Long prNumber,
            @Nullable String startedAt)
            implements Body {

        @Override
        public EndSession command(CommandRequest request) {
            var end = DeviceTime.parse("session.ended-at", endedAt);
            return new EndSession(
                    which(request.actor(), localId, id),
                    request.actor(),
                    start(request, end),
                    duration(durationSeconds),
                    end,
                    request.at());
        }

        /** Without a time of its own, the start is the end minus the duration. */
        private @Nullable StartSession start(CommandRequest request, @Nullable Instant end) {
            if (Stream.of(repoOwner, repoName, prNumber, startedAt).allMatch(Objects::isNull)) {
                return null;
            }
            var ended = end == null ? DeviceTime.precise(request.at()) : end;
            var duration = duration(durationSeconds);
            return new Start(localId, repoOwner, repoName, prNumber, startedAt)
                    .started(request, duration == null ? ended : ended.minusSeconds(duration));
        }
    }

    /** Activities of a session. */
    public record More(
            @Nullable String localId,
            @Nullable String id,
            @Nullable List<Activities.@Nullable Sent> activities) implements Body {

        @Override
        public AddActivities command(CommandRequest request) {
            return new AddActivities(
                    which(request.actor(), localId, id), request.actor(), Activities.parse(activities));
        }
    }

    private static SessionId which(String owner, @Nullable String localId, @Nullable String id) {
        if ((localId == null) == (id == null)) {
            throw Refused.invalid("session.which", "give either localId or id");
        }
        return id == null ? SessionId.of(owner, LocalId.parse(localId)) : SessionId.parse(id);
    }

    private static @Nullable Long duration(@Nullable Long seconds) {
        if (seconds != null && (seconds < 0 || seconds > MAX_SECONDS)) {
            throw Refused.invalid(
                    "session.duration", "durationSeconds must be a whole number from 0 to %s".formatted(MAX_SECONDS));
        }
        return seconds;
    }
}
