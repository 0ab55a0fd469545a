package io.tidemark.command.session;

import io.tidemark.command.dispatch.FoldedHistory;
import io.tidemark.events.session.SessionEvent;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.stereotype.Component;

/** The state of a work session at a version. */
@Component
class SessionHistory extends FoldedHistory<SessionEvent, SessionState> {

    SessionHistory(EventStorageEngine log) {
        super(log, SessionEvent.class, SessionState::after);
    }
}
