package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class UpcasterTest {

    /** Puts the text of old notes into brackets. */
    static class Brackets extends SingleEventUpcaster {

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType(Noted.class.getName(), "1"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(
                    new SimpleSerializedType(Noted.class.getName(), "2"), JsonNode.class, Brackets::bracket);
        }

        private static JsonNode bracket(JsonNode note) {
            return ((ObjectNode) note).put("text", "[" + note.get("text").asString() + "]");
        }
    }

    private final String url = LogFixture.newDatabase();

    @Test
    void an_aggregate_is_read_as_its_events_would_be_written_today() {
        try (var log = new LogFixture(url, new Brackets())) {
            log.engine.appendEvents(Noted.events("a", 0, 5));
            assertThat(log.texts("a")).containsExactly("[a #0]", "[a #1]", "[a #2]", "[a #3]", "[a #4]");
        }
    }

    @Test
    void a_stream_is_read_as_its_events_would_be_written_today() throws InterruptedException {
        try (var log = new LogFixture(url, new Brackets())) {
            log.engine.appendEvents(Noted.events("a", 0, 5));
            assertThat(read(log, 5))
                    .map(event -> ((Noted) event.getPayload()).text())
                    .containsExactly("[a #0]", "[a #1]", "[a #2]", "[a #3]", "[a #4]");
        }
    }

    @Test
    void a_stream_goes_on_behind_pages_of_which_nothing_is_left() throws InterruptedException {
        try (var log = new LogFixture(url, only("a"))) {
            log.engine.appendEvents(Noted.events("dropped", 0, 10));
            log.engine.appendEvents(Noted.events("a", 0, 2));
            log.engine.appendEvents(Noted.events("dropped", 10, 10));
            log.engine.appendEvents(Noted.events("a", 2, 1));
            assertThat(read(log, 3))
                    .map(event -> event.trackingToken().position().orElseThrow())
                    .containsExactly(11L, 12L, 23L);
        }
    }

    @Test
    void a_look_ahead_sees_behind_pages_of_which_nothing_is_left() {
        try (var log = new LogFixture(url, only("a"));
                var stream = log.store.openStream(null)) {
            log.engine.appendEvents(Noted.events("dropped", 0, 10));
            log.engine.appendEvents(Noted.events("a", 0, 1));
            assertThat(stream.peek()).isPresent();
        }
    }

    @Test
    void a_stream_with_nothing_left_waits_for_more() throws InterruptedException {
        try (var log = new LogFixture(url, only("a"));
                var stream = log.store.openStream(null)) {
            log.engine.appendEvents(Noted.events("dropped", 0, 10));
            assertThat(stream.hasNextAvailable()).isFalse();
            log.engine.appendEvents(Noted.events("a", 0, 1));
            assertThat(stream.hasNextAvailable()).isTrue();
        }
    }

    @Test
    void an_upcaster_that_fails_is_an_error_told_once_and_no_outage(CapturedOutput output) {
        EventUpcaster failing = events -> events.peek(event -> {
            throw new IllegalStateException("an upcaster's bug");
        });
        try (var log = new LogFixture(url, failing)) {
            log.engine.appendEvents(Noted.events("a", 0, 1));
            for (int attempt = 0; attempt < 2; attempt++) {
                try (var stream = log.store.openStream(null)) {
                    assertThatThrownBy(stream::peek).hasMessage("an upcaster's bug");
                }
            }
        }
        assertThat(output)
                .containsOnlyOnce("Cannot read the event log after position")
                .doesNotContain("Cannot follow the event log");
    }

    private static EventUpcaster only(String aggregateId) {
        Predicate<IntermediateEventRepresentation> wanted = event ->
                event.getAggregateIdentifier().filter(aggregateId::equals).isPresent();
        return events -> events.filter(wanted);
    }

    private static List<TrackedEventMessage<?>> read(LogFixture log, int count) throws InterruptedException {
        var read = new ArrayList<TrackedEventMessage<?>>();
        try (var stream = log.store.openStream(null)) {
            for (int event = 0; event < count; event++) {
                read.add(stream.nextAvailable());
            }
        }
        return read;
    }
}
