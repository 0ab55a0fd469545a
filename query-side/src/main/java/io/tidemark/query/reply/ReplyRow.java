package io.tidemark.query.reply;

import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyUpdated;
import io.tidemark.query.projection.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code reply_view} holds of one reply, as the projection folds it. */
record ReplyRow(
        UUID id,
        String owner,
        String title,
        String content,
        @Nullable String category,
        List<String> tags,
        long version,
        long createdPosition,
        long position,
        Instant createdAt,
        Instant updatedAt) {

    static ReplyRow of(ReplyCreated event, RecordedEvent<?> recorded) {
        return new ReplyRow(
                UUID.fromString(event.id()),
                event.owner(),
                event.title(),
                event.content(),
                event.category(),
                event.tags(),
                recorded.version(),
                recorded.position(),
                recorded.position(),
                recorded.at(),
                recorded.at());
    }

    ReplyRow with(ReplyUpdated event, RecordedEvent<?> recorded) {
        return new ReplyRow(
                id,
                owner,
                event.title().orElse(title),
                event.content().orElse(content),
                event.category().applyTo(category),
                event.tags().orElse(tags),
                recorded.version(),
                createdPosition,
                recorded.position(),
                createdAt,
                recorded.at());
    }
}
