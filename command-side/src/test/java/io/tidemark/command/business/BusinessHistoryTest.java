package io.tidemark.command.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.command.dispatch.Versioned;
import io.tidemark.events.Change;
import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessEvent;
import io.tidemark.events.business.BusinessUpdated;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusinessHistoryTest {

    private static final String ID = "6f1c2d4e-0000-4000-8000-000000000001";
    private static final String AGGREGATE = "business/" + ID;
    private static final Instant START = Instant.parse("2026-11-20T09:30:00.123Z");

    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
    private final BusinessHistory history = new BusinessHistory(log);

    @BeforeEach
    void a_business_that_was_created_and_changed_twice() {
        log.appendEvents(
                event(0, new BusinessCreated(ID, "ann", "Quay", "Boats")),
                event(1, new BusinessUpdated(ID, "ann", Change.to("Pier"), Change.cleared())),
                event(2, new BusinessUpdated(ID, "ann", Change.absent(), Change.to("Rope"))));
    }

    @Test
    void tells_the_business_as_it_was_at_each_version() {
        assertThat(history.at(AGGREGATE, 0))
                .isEqualTo(new Versioned<>(AGGREGATE, new BusinessState(ID, "ann", "Quay", "Boats", at(0), at(0)), 0));
        assertThat(history.at(AGGREGATE, 1).value())
                .isEqualTo(new BusinessState(ID, "ann", "Pier", null, at(0), at(1)));
        assertThat(history.at(AGGREGATE, 2).value())
                .isEqualTo(new BusinessState(ID, "ann", "Pier", "Rope", at(0), at(2)));
    }

    @Test
    void knows_nothing_of_a_business_without_events() {
        assertThatThrownBy(() -> history.at("business/other", 0)).isInstanceOf(IllegalStateException.class);
    }

    private static DomainEventMessage<BusinessEvent> event(long version, BusinessEvent event) {
        return new GenericDomainEventMessage<>(
                "business", AGGREGATE, version, new GenericMessage<>(event, Map.of()), () -> at(version));
    }

    private static Instant at(long version) {
        return START.plusSeconds(version);
    }
}
