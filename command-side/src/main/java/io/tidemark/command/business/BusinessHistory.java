package io.tidemark.command.business;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.events.business.BusinessEvent;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a business was at a version, folded from its events: the first answer to a command that comes again. */
@Component
class BusinessHistory implements CommandDispatcher.History<BusinessState> {

    private final EventStorageEngine log;

    BusinessHistory(EventStorageEngine log) {
        this.log = log;
    }

    @Override
    public Versioned<BusinessState> at(String aggregateId, long version) {
        @Nullable BusinessState state = null;
        var events = log.readEvents(aggregateId);
        while (events.hasNext() && events.peek().getSequenceNumber() <= version) {
            var event = events.next();
            state = BusinessState.after(state, (BusinessEvent) event.getPayload(), event.getTimestamp());
        }
        return new Versioned<>(aggregateId, Objects.requireNonNull(state, "a receipt stands for a business"), version);
    }
}
