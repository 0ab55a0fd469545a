package io.tidemark.events.reply;

import io.tidemark.events.Change;
import io.tidemark.events.EventName;
import java.util.List;
import org.axonframework.serialization.Revision;

/** The owner changed a saved reply. */
@Revision("1")
@EventName("reply:updated")
public record ReplyUpdated(
        String id,
        String owner,
        Change<String> title,
        Change<String> content,
        Change<String> category,
        Change<List<String>> tags)
        implements ReplyEvent {}
