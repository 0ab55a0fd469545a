package io.tidemark.command.reply;

import io.tidemark.command.dispatch.ExpectedVersion;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Removes a saved reply. Only its owner may do so; doing it again changes nothing. */
record DeleteReply(
        @TargetAggregateIdentifier ReplyId id,
        String editor,
        @Nullable ExpectedVersion expectedVersion) {}
