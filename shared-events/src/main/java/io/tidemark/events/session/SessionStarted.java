package io.tidemark.events.session;

import io.tidemark.events.EventName;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * A user began to work on a pull request.
 *
 * @param localId the session's name on the device that measures it; the id derives from the owner and it
 * @param startedAt by the device's clock
 */
@Revision("1")
@EventName("session:started")
public record SessionStarted(
        String id, String owner, String localId, String repoOwner, String repoName, long prNumber, Instant startedAt)
        implements SessionEvent {}
