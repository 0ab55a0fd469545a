package io.tidemark.command.reply;

import io.tidemark.command.dispatch.FoldedHistory;
import io.tidemark.events.reply.ReplyEvent;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.stereotype.Component;

/** What a saved reply was at a version. */
@Component
class ReplyHistory extends FoldedHistory<ReplyEvent, ReplyState> {

    ReplyHistory(EventStorageEngine log) {
        super(log, ReplyEvent.class, ReplyState::after);
    }
}
