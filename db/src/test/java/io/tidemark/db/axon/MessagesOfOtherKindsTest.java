package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.log.EventMetaData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MultiSourceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Axon's interfaces allow and the log does not hold, and what it holds in another form. */
class MessagesOfOtherKindsTest {

    private final LogFixture log = new LogFixture(LogFixture.newDatabase());

    @AfterEach
    void close() {
        log.close();
    }

    static List<TrackingToken> tokensOfOthers() {
        return List.of(
                GapAwareTrackingToken.newInstance(5, List.of(3L)),
                new MultiSourceTrackingToken(Map.of("one", new GlobalSequenceTrackingToken(1))));
    }

    @ParameterizedTest
    @MethodSource("tokensOfOthers")
    void a_token_of_another_log_is_refused(TrackingToken token) {
        assertThatThrownBy(() -> log.store.openStream(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a token of this log");
        assertThatThrownBy(() -> log.engine.readEvents(token, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_token_of_this_log_in_one_of_axon_is_taken() throws InterruptedException {
        log.engine.appendEvents(Noted.events("a", 0, 3));
        var replay =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(3), new GlobalSequenceTrackingToken(1));
        try (var stream = log.store.openStream(replay)) {
            assertThat(stream.nextAvailable().trackingToken().position()).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order-1", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "1-2-3-4-5", "0B6F14F6-3E4C-4F0A-9A53-6D0B7C1F0A11"})
    void an_identifier_that_would_not_come_back_as_it_is_is_refused_and_named(String identifier) {
        var event = new GenericDomainEventMessage<>(
                "Note", "a", 0, new Noted("text"), MetaData.emptyInstance(), identifier, Instant.EPOCH);
        assertThatThrownBy(() -> log.engine.appendEvents(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("identifier", "UUID", identifier);
    }

    @ParameterizedTest
    @ValueSource(strings = {EventMetaData.COMMAND_ID, EventMetaData.FINGERPRINT})
    void a_metadata_entry_of_the_log_that_is_no_text_is_refused_and_named(String key) {
        var event = Noted.event("a", 0);
        assertThatThrownBy(() -> log.engine.appendEvents(event.andMetaData(Map.of(key, 7))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(key, event.getIdentifier());
        assertThat(log.rows()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // Axon's interface allows it.
    void a_snapshot_of_no_type_is_refused_and_named() {
        var snapshot = new GenericDomainEventMessage<>(null, "a", 0, new Noted("text"));
        assertThatThrownBy(() -> log.engine.storeSnapshot(snapshot))
                .hasStackTraceContaining("the snapshot of a has to name the type of its aggregate");
    }

    @Test
    void an_event_of_no_aggregate_comes_back_as_such() throws InterruptedException {
        EventMessage<?> published = GenericEventMessage.asEventMessage(new Noted("by itself"));
        log.engine.appendEvents(published);
        try (var stream = log.store.openStream(null)) {
            var read = stream.nextAvailable();
            assertThat(read).isNotInstanceOf(DomainEventMessage.class);
            assertThat(read.getIdentifier()).isEqualTo(published.getIdentifier());
            assertThat(read.getPayload()).isEqualTo(published.getPayload());
        }
        assertThat(log.engine.readEvents(null, false).toList())
                .hasSize(1)
                .noneMatch(DomainEventMessage.class::isInstance);
        assertThat(log.store.readEvents(published.getIdentifier()).hasNext()).isFalse();
        assertThat(log.store.lastSequenceNumberFor(published.getIdentifier())).isEmpty();
    }

    @Test
    void the_last_sequence_number_is_that_of_what_is_stored() {
        log.engine.appendEvents(Noted.events("a", 0, 6));
        assertThat(log.store.lastSequenceNumberFor("a")).contains(5L);
        assertThat(log.store.lastSequenceNumberFor(UUID.randomUUID().toString()))
                .isEmpty();
    }

    @Test
    void the_last_sequence_number_does_not_depend_on_what_upcasters_drop() {
        try (var upcasting = new LogFixture(LogFixture.newDatabase(), (EventUpcaster) events -> events.limit(2))) {
            upcasting.engine.appendEvents(Noted.events("a", 0, 6));
            assertThat(upcasting.store.lastSequenceNumberFor("a")).contains(5L);
        }
    }
}
