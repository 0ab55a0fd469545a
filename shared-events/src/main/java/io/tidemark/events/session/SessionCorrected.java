package io.tidemark.events.session;

import io.tidemark.events.EventName;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A work session that had timed out turned out to have ended otherwise. The fields are those of {@link SessionEnded}. */
@Revision("1")
@EventName("session:corrected")
public record SessionCorrected(
        String id, String owner, Instant endedAt, long durationSeconds, String endedBy, boolean contradictory)
        implements SessionEvent {}
