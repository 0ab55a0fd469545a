package io.tidemark.command.session;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.events.session.SessionEvent;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a work session was at a version, folded from its events: the first answer to a command that comes again. */
@Component
class SessionHistory implements CommandDispatcher.History<SessionState> {

    private final EventStorageEngine log;

    SessionHistory(EventStorageEngine log) {
        this.log = log;
    }

    @Override
    public Versioned<SessionState> at(String aggregateId, long version) {
        @Nullable SessionState state = null;
        var events = log.readEvents(aggregateId);
        while (events.hasNext() && events.peek().getSequenceNumber() <= version) {
            var event = events.next();
            state = SessionState.after(state, (SessionEvent) event.getPayload(), event.getTimestamp());
        }
        return new Versioned<>(aggregateId, Objects.requireNonNull(state, "a receipt stands for a session"), version);
    }
}
