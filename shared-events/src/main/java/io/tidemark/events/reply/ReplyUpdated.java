package io.tidemark.events.reply;

import io.tidemark.events.EventName;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The owner changed a saved reply. Only the fields that changed are there.
 *
 * @param cleared the names of the fields that have no value any more
 */
@Revision("1")
@EventName("reply:updated")
public record ReplyUpdated(
        String id,
        String owner,
        @Nullable String title,
        @Nullable String content,
        @Nullable String category,
        @Nullable List<String> tags,
        List<String> cleared)
        implements ReplyEvent {}
