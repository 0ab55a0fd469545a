package io.tidemark.command.reply;

import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyDeleted;
import io.tidemark.events.reply.ReplyEvent;
import io.tidemark.events.reply.ReplyUpdated;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a saved reply is after its events so far. */
record ReplyState(
        String id,
        String owner,
        String title,
        String content,
        @Nullable String category,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt,
        boolean deleted) {

    /** The state after one more event. */
    static ReplyState after(@Nullable ReplyState before, ReplyEvent event, Instant at) {
        if (event instanceof ReplyCreated created) {
            return created(created, at);
        }
        var state = Objects.requireNonNull(before, "the first event of a reply must be ReplyCreated");
        return event instanceof ReplyUpdated updated
                ? state.updated(updated, at)
                : state.deleted((ReplyDeleted) event, at);
    }

    private static ReplyState created(ReplyCreated event, Instant at) {
        return new ReplyState(
                event.id(),
                event.owner(),
                event.title(),
                event.content(),
                event.category(),
                event.tags(),
                at,
                at,
                false);
    }

    private ReplyState updated(ReplyUpdated event, Instant at) {
        return new ReplyState(
                id,
                owner,
                event.title().orElse(title),
                event.content().orElse(content),
                event.category().applyTo(category),
                event.tags().orElse(tags),
                createdAt,
                at,
                false);
    }

    private ReplyState deleted(ReplyDeleted event, Instant at) {
        return new ReplyState(event.id(), owner, title, content, category, tags, createdAt, at, true);
    }

    /** Whether this is what the command asks for. */
    boolean isWhatIsAskedBy(CreateReply command) {
        return owner.equals(command.owner())
                && title.equals(command.title().value())
                && content.equals(command.content().value())
                && Objects.equals(
                        category,
                        command.category() == null ? null : command.category().value())
                && tags.equals(command.tags().values());
    }
}
