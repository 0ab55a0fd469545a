package io.tidemark.db.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecentEventsTest {

    private static final int ENOUGH = 1000;

    private final RecentEvents recent = new RecentEvents(ENOUGH);

    @Test
    void a_reader_just_before_them_gets_the_next_events() {
        recent.add(events(5, 9));
        assertThat(positionsAfter(4)).containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(positionsAfter(7)).containsExactly(8L, 9L);
        assertThat(recent.after(4, 2)).hasSize(2);
    }

    @Test
    void a_reader_further_behind_has_to_query_the_database() {
        recent.add(events(5, 9));
        assertThat(positionsAfter(3)).isEmpty();
    }

    @Test
    void a_reader_of_all_of_them_gets_nothing() {
        recent.add(events(5, 9));
        assertThat(positionsAfter(9)).isEmpty();
        assertThat(positionsAfter(20)).isEmpty();
    }

    @Test
    void events_of_another_process_in_between_are_not_skipped() {
        recent.add(events(1, 3));
        recent.add(events(5, 6));
        assertThat(positionsAfter(0)).isEmpty();
        assertThat(positionsAfter(3)).isEmpty();
        assertThat(positionsAfter(4)).containsExactly(5L, 6L);
    }

    @Test
    void events_that_were_sent_twice_are_kept_once() {
        recent.add(events(1, 3));
        recent.add(events(2, 3));
        recent.add(events(4, 4));
        assertThat(positionsAfter(0)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void it_holds_no_more_than_it_may() {
        var few = new RecentEvents(3 * events(1, 1).get(0).size());
        few.add(events(1, 10));
        assertThat(few.after(6, ENOUGH)).isEmpty();
        assertThat(few.after(7, ENOUGH)).hasSize(3);
    }

    @Test
    void a_stream_reads_the_same_events_from_it_as_from_the_database() throws Exception {
        var url = LogFixture.newDatabase();
        try (var appending = new LogFixture(url);
                var reading = new LogFixture(url, LogFixture.remembering(0))) {
            appending.engine.appendEvents(Noted.events("a", 0, 3));
            appending.engine.appendEvents(Noted.events("b", 0, 4));
            assertThat(appending.recent.after(0, ENOUGH)).hasSize(7);
            assertThat(read(appending, 7)).isEqualTo(read(reading, 7));
        }
    }

    @Test
    void a_stream_goes_on_in_the_database_where_another_process_appended() throws Exception {
        var url = LogFixture.newDatabase();
        try (var one = new LogFixture(url);
                var other = new LogFixture(url)) {
            for (int round = 0; round < 5; round++) {
                one.engine.appendEvents(Noted.events("one", round, 1));
                other.engine.appendEvents(Noted.events("other", round, 1));
            }
            assertThat(read(one, 10)).isEqualTo(read(other, 10)).hasSize(10);
        }
    }

    private record Read(long position, String id, Object payload, Object metaData, Instant at) {

        static Read of(TrackedEventMessage<?> message) {
            return new Read(
                    message.trackingToken().position().orElseThrow(),
                    message.getIdentifier(),
                    message.getPayload(),
                    ((EventMessage<?>) message).getMetaData(),
                    message.getTimestamp());
        }
    }

    private static List<Read> read(LogFixture log, int count) throws InterruptedException {
        try (var stream = log.store.openStream(new GlobalSequenceTrackingToken(0))) {
            var events = new ArrayList<Read>();
            while (events.size() < count && stream.hasNextAvailable(5, TimeUnit.SECONDS)) {
                events.add(Read.of(stream.nextAvailable()));
            }
            return events;
        }
    }

    private List<Long> positionsAfter(long position) {
        return recent.after(position, ENOUGH).stream()
                .map(StoredEvent::position)
                .toList();
    }

    private static List<StoredEvent> events(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(position ->
                        new StoredEvent(position, "id", "type", "a", position, "Event", "1", "{}", "{}", Instant.EPOCH))
                .toList();
    }
}
