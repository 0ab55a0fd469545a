package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendAndReadTest {

    private static final TimeZone ZONE = TimeZone.getDefault();

    private final LogFixture log = new LogFixture(LogFixture.newDatabase(), LogFixture.batchesOf(3));

    @AfterEach
    void close() {
        log.close();
        TimeZone.setDefault(ZONE);
    }

    @Test
    void positions_run_from_one_without_a_gap() {
        log.engine.appendEvents(Noted.events("a", 0, 2));
        log.engine.appendEvents(Noted.events("b", 0, 5));
        log.engine.appendEvents(Noted.events("a", 2, 1));
        assertThat(log.rows()).containsExactly("1 a/0", "2 a/1", "3 b/0", "4 b/1", "5 b/2", "6 b/3", "7 b/4", "8 a/2");
    }

    @Test
    void nothing_to_append_is_nothing_appended() {
        log.engine.appendEvents(List.of());
        assertThat(log.rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 9})
    void an_aggregate_is_read_in_order_page_by_page(int count) {
        log.engine.appendEvents(Noted.events("other", 0, 4));
        log.engine.appendEvents(Noted.events("a", 0, count));
        assertThat(log.store.readEvents("a").asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(Long::valueOf).toList());
    }

    @Test
    void an_aggregate_is_read_from_a_given_event_on() {
        log.engine.appendEvents(Noted.events("a", 0, 10));
        assertThat(log.store.readEvents("a", 6).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactly(6L, 7L, 8L, 9L);
    }

    @Test
    void an_aggregate_without_events_is_empty() {
        assertThat(log.store.readEvents("nobody").hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 9})
    void the_whole_log_is_read_in_order_page_by_page(int count) {
        log.engine.appendEvents(Noted.events("a", 0, count));
        assertThat(stored().map(AppendAndReadTest::position))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, count).mapToObj(Long::valueOf).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:34:56.123456Z", "1969-12-31T23:59:59.999999Z", "2026-03-01T00:00:00Z"})
    void an_event_comes_back_as_it_was(Instant happened) {
        var event = event(happened);
        log.engine.appendEvents(List.of(event));
        assertThat(log.store.readEvents("a").next()).satisfies(read -> assertSame(read, event));
        assertThat(stored()).singleElement().satisfies(read -> assertSame((DomainEventMessage<?>) read, event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"})
    void an_instant_is_kept_in_the_hour_that_comes_twice(Instant happened) {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        log.engine.appendEvents(List.of(event(happened)));
        assertThat(log.store.readEvents("a").next().getTimestamp()).isEqualTo(happened);
    }

    @Test
    void an_event_of_no_aggregate_comes_back_as_it_was() {
        var event = new GenericEventMessage<>(new Noted("hello"), Map.of("actor", "ann"));
        log.store.publish(event);
        assertThat(stored()).singleElement().satisfies(read -> assertSameMessage(read, event));
    }

    @Test
    void events_of_no_aggregate_never_take_each_others_place() {
        log.store.publish(new GenericEventMessage<>(new Noted("one")), new GenericEventMessage<>(new Noted("two")));
        assertThat(stored().<Object>map(Message::getPayload)).containsExactly(new Noted("one"), new Noted("two"));
    }

    private Stream<? extends TrackedEventMessage<?>> stored() {
        return log.engine.readEvents(null, false);
    }

    private static long position(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    private static DomainEventMessage<?> event(Instant happened) {
        var payload = new Noted("quotes \" and \\, a line\nand 日本語 😀");
        var metaData = MetaData.with("actor", "ann").and("number", 7);
        return new GenericDomainEventMessage<>(
                "Note", "a", 0, payload, metaData, "0b6f9d3c-3f4e-4a53-9f39-96d0b4f1c001", happened);
    }

    private static void assertSame(DomainEventMessage<?> read, DomainEventMessage<?> written) {
        assertSameMessage(read, written);
        assertThat(read.getType()).isEqualTo(written.getType());
        assertThat(read.getAggregateIdentifier()).isEqualTo(written.getAggregateIdentifier());
        assertThat(read.getSequenceNumber()).isEqualTo(written.getSequenceNumber());
        assertThat(read.getTimestamp()).isEqualTo(written.getTimestamp());
    }

    private static void assertSameMessage(EventMessage<?> read, EventMessage<?> written) {
        assertThat(read.getIdentifier()).isEqualTo(written.getIdentifier());
        assertThat(read.getPayload()).isEqualTo(written.getPayload());
        assertThat(read.getPayloadType()).isEqualTo(written.getPayloadType());
        assertThat(read.getMetaData()).isEqualTo(written.getMetaData());
    }
}
