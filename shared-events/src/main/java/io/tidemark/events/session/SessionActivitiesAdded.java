package io.tidemark.events.session;

import io.tidemark.events.EventName;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * More of what a user did in a work session arrived.
 *
 * @param activities only those that had not arrived before
 */
@Revision("1")
@EventName("session:activities-added")
public record SessionActivitiesAdded(String id, String owner, List<SessionActivity> activities)
        implements SessionEvent {}
