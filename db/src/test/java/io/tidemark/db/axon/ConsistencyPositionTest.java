package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a command's answer can say about how far its reader has to be. */
class ConsistencyPositionTest {

    private final LogFixture log = new LogFixture(LogFixture.newDatabase(), LogFixture.batchesOf(3));

    @BeforeEach
    void fill_the_log() {
        log.engine.appendEvents(Noted.events("a", 0, 5));
        log.engine.appendEvents(Noted.events("b", 0, 2));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_command_that_touched_no_event_has_reached_nothing() {
        assertThat(reachedBy(() -> {})).isEmpty();
    }

    @Test
    void a_command_that_read_has_reached_the_last_event_that_it_read() {
        assertThat(reachedBy(() -> read("a"))).contains(new ConsistencyPosition(5, false));
    }

    @Test
    void a_command_that_wrote_has_reached_its_last_event() {
        assertThat(reachedBy(() -> log.engine.appendEvents(Noted.events("c", 0, 2))))
                .contains(new ConsistencyPosition(9, true));
    }

    @Test
    void a_command_that_read_and_wrote_has_written_and_reached_the_furthest() {
        assertThat(reachedBy(() -> {
                    log.engine.appendEvents(Noted.events("c", 0, 1));
                    read("a");
                }))
                .contains(new ConsistencyPosition(8, true));
    }

    @Test
    void a_command_that_read_nothing_but_a_snapshot_has_reached_what_the_snapshot_stands_for() {
        log.store.storeSnapshot(Noted.event("a", 4));
        assertThat(reachedBy(() -> read("a"))).contains(new ConsistencyPosition(5, false));
    }

    private void read(String aggregateId) {
        assertThat(log.store.readEvents(aggregateId).asStream()).hasOnlyElementsOfType(DomainEventMessage.class);
    }

    private static Optional<ConsistencyPosition> reachedBy(Runnable command) {
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>("command"));
        var context = new LogContext(null);
        context.attachTo(unit);
        unit.execute(command);
        return context.position();
    }
}
