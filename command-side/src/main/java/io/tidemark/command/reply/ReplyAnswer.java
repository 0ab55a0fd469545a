package io.tidemark.command.reply;

import io.tidemark.command.dispatch.CommandResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A saved reply as commands answer it. */
record ReplyAnswer(
        String id,
        String title,
        String content,
        @Nullable String category,
        List<String> tags,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static ReplyAnswer to(CommandResult<ReplyState> result) {
        var reply = result.value();
        return new ReplyAnswer(
                reply.id(),
                reply.title(),
                reply.content(),
                reply.category(),
                reply.tags(),
                result.version(),
                reply.createdAt(),
                reply.updatedAt());
    }
}
