package io.tidemark.command.session;

import static io.tidemark.command.session.Tab.ID;
import static io.tidemark.command.session.Tab.NOW;
import static io.tidemark.command.session.Tab.activity;
import static io.tidemark.command.session.Tab.added;
import static io.tidemark.command.session.Tab.corrected;
import static io.tidemark.command.session.Tab.ended;
import static io.tidemark.command.session.Tab.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.events.session.SessionEvent;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionHistoryTest {

    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
    private final SessionHistory history = new SessionHistory(log);

    @BeforeEach
    void a_session_that_was_started_used_timed_out_and_corrected() {
        log.appendEvents(
                event(0, started(NOW)),
                event(1, added(activity("a", NOW.plusSeconds(1)))),
                event(2, ended(NOW.plusSeconds(1), 1, "timeout", false)),
                event(3, corrected(NOW.plusSeconds(60), 7, "client", true)));
    }

    @Test
    void tells_the_session_as_it_was_at_each_version() {
        assertThat(at(0).isOpen()).isTrue();
        assertThat(at(0).activities()).isEmpty();
        assertThat(at(1).isOpen()).isTrue();
        assertThat(at(1).activities()).containsEntry("comment", 1L);
        assertThat(at(2).endedBy()).isEqualTo(EndedBy.TIMEOUT);
        assertThat(at(2).contradictory()).isFalse();
        assertThat(at(3).endedBy()).isEqualTo(EndedBy.CLIENT);
        assertThat(at(3).durationSeconds()).isEqualTo(7);
        assertThat(at(3).endedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(at(3).contradictory()).isTrue();
        assertThat(at(3).updatedAt()).isEqualTo(NOW.plusSeconds(3));
        assertThat(at(3).heardAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void knows_nothing_of_a_session_without_events() {
        assertThatThrownBy(() -> history.at("session/6f1c2d4e-0000-4000-8000-000000000002", 0))
                .isInstanceOf(IllegalStateException.class);
    }

    private SessionState at(long version) {
        return history.at(ID.toString(), version).value();
    }

    private static DomainEventMessage<SessionEvent> event(long version, SessionEvent event) {
        return new GenericDomainEventMessage<>(
                "session",
                ID.toString(),
                version,
                new GenericMessage<>(event, Map.of()),
                () -> NOW.plusSeconds(version));
    }
}
