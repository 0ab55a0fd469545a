package io.tidemark.command.dispatch.snapshot;

import io.tidemark.db.axon.LogContext;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.AbstractSnapshotTrigger;
import org.axonframework.eventsourcing.Snapshotter;

/** Asks for a snapshot of an aggregate whose events were many or large when a command loaded it. */
class LoadTrigger extends AbstractSnapshotTrigger {

    private static final long serialVersionUID = 1L;

    /** How many events of an aggregate are read without a snapshot. */
    static final int MAX_EVENTS = 200;

    /** How many characters of events are read without a snapshot. */
    static final int MAX_CHARS = 250_000;

    private int events;
    private boolean asked;

    LoadTrigger(Snapshotter snapshotter, Class<?> aggregate) {
        super(snapshotter, aggregate);
    }

    @Override
    public void eventHandled(EventMessage<?> event) {
        events++;
        super.eventHandled(event);
    }

    /** Looked at when the command changes the aggregate: then all of its events are loaded. */
    @Override
    protected boolean exceedsThreshold() {
        return events >= MAX_EVENTS || (!asked && LogContext.charsRead() >= MAX_CHARS);
    }

    @Override
    protected void reset() {
        events = 0;
        asked = true;
    }
}
