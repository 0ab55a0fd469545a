package io.tidemark.command.reply;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Saves a new reply for its owner. */
record CreateReply(
        @TargetAggregateIdentifier ReplyId id,
        String owner,
        ReplyTitle title,
        ReplyContent content,
        @Nullable ReplyCategory category,
        ReplyTags tags) {}
