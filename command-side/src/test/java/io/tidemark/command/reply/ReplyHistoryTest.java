package io.tidemark.command.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.command.dispatch.Versioned;
import io.tidemark.events.Change;
import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyDeleted;
import io.tidemark.events.reply.ReplyEvent;
import io.tidemark.events.reply.ReplyUpdated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplyHistoryTest {

    private static final String ID = "6f1c2d4e-0000-4000-8000-000000000001";
    private static final String AGGREGATE = "reply/" + ID;
    private static final Instant START = Instant.parse("2026-11-20T09:30:00.123Z");

    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
    private final ReplyHistory history = new ReplyHistory(log);

    @BeforeEach
    void a_reply_that_was_created_changed_twice_and_deleted() {
        log.appendEvents(
                event(0, new ReplyCreated(ID, "ann", "Greeting", "Hello", "office", List.of("hi"))),
                event(
                        1,
                        new ReplyUpdated(
                                ID, "ann", Change.to("Farewell"), Change.absent(), Change.cleared(), Change.absent())),
                event(
                        2,
                        new ReplyUpdated(
                                ID, "ann", Change.absent(), Change.to("Bye"), Change.to("home"), Change.to(List.of()))),
                event(3, new ReplyDeleted(ID, "ann")));
    }

    @Test
    void tells_the_reply_as_it_was_created() {
        assertThat(history.at(AGGREGATE, 0))
                .isEqualTo(new Versioned<>(
                        AGGREGATE,
                        new ReplyState(ID, "ann", "Greeting", "Hello", "office", List.of("hi"), at(0), at(0), false),
                        0));
    }

    @Test
    void tells_the_reply_as_it_was_in_between() {
        assertThat(history.at(AGGREGATE, 1).value())
                .isEqualTo(new ReplyState(ID, "ann", "Farewell", "Hello", null, List.of("hi"), at(0), at(1), false));
    }

    @Test
    void tells_the_reply_as_it_was_before_its_end() {
        assertThat(history.at(AGGREGATE, 2).value())
                .isEqualTo(new ReplyState(ID, "ann", "Farewell", "Bye", "home", List.of(), at(0), at(2), false));
    }

    @Test
    void tells_the_reply_that_is_gone() {
        assertThat(history.at(AGGREGATE, 3).value())
                .isEqualTo(new ReplyState(ID, "ann", "Farewell", "Bye", "home", List.of(), at(0), at(3), true));
    }

    @Test
    void knows_nothing_of_a_reply_without_events() {
        assertThatThrownBy(() -> history.at("reply/6f1c2d4e-0000-4000-8000-000000000002", 0))
                .isInstanceOf(IllegalStateException.class);
    }

    private static DomainEventMessage<ReplyEvent> event(long version, ReplyEvent event) {
        return new GenericDomainEventMessage<>(
                "reply", AGGREGATE, version, new GenericMessage<>(event, Map.of()), () -> at(version));
    }

    private static Instant at(long version) {
        return START.plusSeconds(version);
    }
}
