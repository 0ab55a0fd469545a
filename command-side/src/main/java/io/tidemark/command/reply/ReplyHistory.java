package io.tidemark.command.reply;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.events.reply.ReplyEvent;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a saved reply was at a version, folded from its events: the first answer to a command that comes again. */
@Component
class ReplyHistory implements CommandDispatcher.History<ReplyState> {

    private final EventStorageEngine log;

    ReplyHistory(EventStorageEngine log) {
        this.log = log;
    }

    @Override
    public Versioned<ReplyState> at(String aggregateId, long version) {
        @Nullable ReplyState state = null;
        var events = log.readEvents(aggregateId);
        while (events.hasNext() && events.peek().getSequenceNumber() <= version) {
            var event = events.next();
            state = ReplyState.after(state, (ReplyEvent) event.getPayload(), event.getTimestamp());
        }
        return new Versioned<>(aggregateId, Objects.requireNonNull(state, "a receipt stands for a reply"), version);
    }
}
