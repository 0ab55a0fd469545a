package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("postgres-versions")
class SnapshotTest {

    private final LogFixture log = new LogFixture(LogFixture.newDatabase(), LogFixture.batchesOf(3));

    @BeforeEach
    void fill_the_log() {
        log.engine.appendEvents(Noted.events("a", 0, 10));
        log.engine.appendEvents(Noted.events("b", 0, 1));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_snapshot_stands_for_the_events_up_to_it() {
        log.store.storeSnapshot(Noted.event("a", 7, "all up to 7"));
        assertThat(log.texts("a")).containsExactly("all up to 7", "a #8", "a #9");
    }

    @Test
    void other_aggregates_have_nothing_of_it() {
        log.store.storeSnapshot(Noted.event("a", 7, "all up to 7"));
        assertThat(log.texts("b")).containsExactly("b #0");
    }

    @Test
    void a_snapshot_comes_back_as_it_was() {
        var taken = Noted.event("a", 9, "all");
        log.store.storeSnapshot(taken);
        assertThat(log.engine.readSnapshot("a")).hasValueSatisfying(read -> {
            assertThat(read.getPayload()).isEqualTo(taken.getPayload());
            assertThat(read.getIdentifier()).isEqualTo(taken.getIdentifier());
            assertThat(read.getType()).isEqualTo(taken.getType());
            assertThat(read.getSequenceNumber()).isEqualTo(taken.getSequenceNumber());
        });
    }

    @Test
    void a_snapshot_replaces_that_of_the_same_event_with_its_type() {
        log.store.storeSnapshot(Noted.event("a", 7, "as a filter rejects it"));
        var anew = new GenericDomainEventMessage<>("OtherNote", "a", 7, new Noted("as it is now"));
        log.store.storeSnapshot(anew);
        assertThat(log.texts("a")).containsExactly("as it is now", "a #8", "a #9");
        assertThat(log.engine.readSnapshot("a"))
                .map(DomainEventMessage::getType)
                .contains("OtherNote");
    }

    @ParameterizedTest
    @CsvSource({"5, 8", "8, 5"})
    void the_newest_snapshot_stays_in_whatever_order_they_come(long one, long other) {
        log.store.storeSnapshot(Noted.event("a", one));
        log.store.storeSnapshot(Noted.event("a", other));
        assertThat(log.engine.readSnapshot("a"))
                .map(DomainEventMessage::getSequenceNumber)
                .contains(8L);
    }
}
