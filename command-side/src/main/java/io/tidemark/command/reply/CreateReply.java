package io.tidemark.command.reply;

import io.tidemark.command.dispatch.Creation;
import io.tidemark.command.quota.Quota;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Saves a new reply for its owner. */
record CreateReply(
        @TargetAggregateIdentifier ReplyId id,
        String owner,
        ReplyTitle title,
        ReplyContent content,
        @Nullable ReplyCategory category,
        ReplyTags tags)
        implements Creation<ReplyState> {

    /** A new reply as it comes off the wire. */
    record Wire(
            @Nullable String id,
            @Nullable String title,
            @Nullable String content,
            @Nullable String category,
            @Nullable List<@Nullable String> tags) {

        /** No tags are no tags, whether they are left out or an empty list. */
        Wire {
            tags = tags == null || tags.isEmpty() ? null : tags;
        }

        CreateReply command(String owner, Supplier<UUID> ids) {
            return new CreateReply(
                    id == null ? new ReplyId(ids.get()) : ReplyId.parse(id),
                    owner,
                    ReplyTitle.parse(title),
                    ReplyContent.parse(content),
                    category == null ? null : new ReplyCategory(category),
                    ReplyTags.parse(tags));
        }
    }

    @Override
    public Quota quota() {
        return Quota.REPLIES;
    }

    @Override
    public boolean asksFor(ReplyState created) {
        return created.isWhatIsAskedBy(this);
    }

    @Override
    public String idTakenCode() {
        return "reply.id-taken";
    }
}
