package io.tidemark.command.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The end of a work session. Checks whether the reported values are possible. */
record SessionEnding(Instant endedAt, long durationSeconds, boolean contradictory) {

    private static final long TOLERATED_SECONDS = 60;

    /** The end that the client reports. Missing values follow from the others. */
    static SessionEnding told(EndSession command, Instant startedAt) {
        var endedAt = command.endedAt() != null
                ? command.endedAt()
                : command.durationSeconds() != null
                        ? startedAt.plusSeconds(command.durationSeconds())
                        : DeviceTime.precise(command.at());
        return of(startedAt, endedAt, command.durationSeconds());
    }

    /** At the last sign of life. */
    static SessionEnding silent(SessionState session) {
        return of(session.startedAt(), session.aliveAt(), null);
    }

    private static SessionEnding of(Instant startedAt, Instant endedAt, @Nullable Long measured) {
        var between = Duration.between(startedAt, endedAt);
        long duration = measured != null ? measured : Math.max(0, between.toSeconds());
        var apart = between.minusSeconds(duration).abs();
        return new SessionEnding(
                endedAt, duration, between.isNegative() || apart.compareTo(Duration.ofSeconds(TOLERATED_SECONDS)) > 0);
    }
}
