package io.tidemark.events.reply;

import io.tidemark.events.EventName;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A user saved a reply; the event carries all of it. */
@Revision("1")
@EventName("reply:created")
public record ReplyCreated(
        String id,
        String owner,
        String title,
        String content,
        @Nullable String category,
        List<String> tags) implements ReplyEvent {}
