package io.tidemark.command.reply;

import io.tidemark.command.dispatch.ExpectedVersion;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Changes some fields of a saved reply. Only its owner may do so, and only while it is there. */
record UpdateReply(
        @TargetAggregateIdentifier ReplyId id,
        String editor,
        @Nullable ExpectedVersion expectedVersion,
        ReplyChanges changes) {}
