package io.tidemark.command.business;

import io.tidemark.command.dispatch.FoldedHistory;
import io.tidemark.events.business.BusinessEvent;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.stereotype.Component;

/** What a business was at a version. */
@Component
class BusinessHistory extends FoldedHistory<BusinessEvent, BusinessState> {

    BusinessHistory(EventStorageEngine log) {
        super(log, BusinessEvent.class, BusinessState::after);
    }
}
