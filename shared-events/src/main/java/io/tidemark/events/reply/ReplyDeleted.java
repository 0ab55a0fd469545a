package io.tidemark.events.reply;

import io.tidemark.events.EventName;
import org.axonframework.serialization.Revision;

/** The owner removed a saved reply. Its id is not used again. */
@Revision("1")
@EventName("reply:deleted")
public record ReplyDeleted(String id, String owner) implements ReplyEvent {}
