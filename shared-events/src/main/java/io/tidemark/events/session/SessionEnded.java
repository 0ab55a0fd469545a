package io.tidemark.events.session;

import io.tidemark.events.EventName;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * A work session ended.
 *
 * @param endedAt by the device's clock
 * @param durationSeconds as the device measured it, or else the time between start and end
 * @param endedBy {@code client}, or {@code timeout} where no sign of life came for too long
 * @param contradictory whether the duration and the times are more than a minute apart
 */
@Revision("1")
@EventName("session:ended")
public record SessionEnded(
        String id, String owner, Instant endedAt, long durationSeconds, String endedBy, boolean contradictory)
        implements SessionEvent {}
