package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackingTokenTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final LogFixture log = new LogFixture(LogFixture.newDatabase());

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void on_an_empty_log_every_token_is_before_the_first_event() {
        assertPosition(log.store.createTailToken(), 0);
        assertPosition(log.store.createHeadToken(), 0);
        assertPosition(log.store.createTokenAt(NOON), 0);
    }

    @Test
    void the_tail_is_before_the_first_event_and_the_head_at_the_last() {
        log.engine.appendEvents(Noted.events("a", 0, 5));
        assertPosition(log.store.createTailToken(), 0);
        assertPosition(log.store.createHeadToken(), 5);
    }

    @Test
    void the_tail_moves_with_the_first_event_that_is_still_there() {
        log.engine.appendEvents(Noted.events("a", 0, 5));
        log.jdbc.sql("DELETE FROM event_log WHERE position <= 2").update();
        assertPosition(log.store.createTailToken(), 2);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T11:00:00Z, 0", // before everything
        "2026-03-01T12:00:00Z, 0", // the very instant of the first
        "2026-03-01T12:00:00.000001Z, 1",
        "2026-03-01T12:30:00Z, 1", // between the first and the second
        "2026-03-01T13:00:00Z, 1",
        "2026-03-01T14:00:00.000001Z, 3" // after everything
    })
    void everything_recorded_from_an_instant_on_is_behind_its_token(Instant instant, long position) {
        log.engine.appendEvents(Noted.events("a", 0, 3));
        log.jdbc
                .sql("UPDATE event_log SET recorded_at = ?::timestamptz + (position - 1) * interval '1 hour'")
                .params(Timestamp.from(NOON))
                .update();
        assertPosition(log.store.createTokenAt(instant), position);
    }

    @ParameterizedTest
    @CsvSource({"30, 1", "36, 1", "41, 3", "51, 4"})
    void nothing_is_left_out_where_the_clock_stepped_back(int seconds, long position) {
        log.engine.appendEvents(Noted.events("a", 0, 4));
        log.jdbc
                .sql("UPDATE event_log SET recorded_at = ?::timestamptz"
                        + " + (ARRAY[0, 40, 35, 50])[position] * interval '1 second'")
                .params(Timestamp.from(NOON))
                .update();
        assertPosition(log.store.createTokenAt(NOON.plusSeconds(seconds)), position);
    }

    @Test
    void a_stream_begins_after_its_token() throws InterruptedException {
        log.engine.appendEvents(Noted.events("a", 0, 3));
        try (var stream = log.store.openStream(log.store.createTokenAt(Instant.EPOCH))) {
            assertPosition(stream.nextAvailable().trackingToken(), 1);
            assertPosition(stream.nextAvailable().trackingToken(), 2);
        }
    }

    private static void assertPosition(TrackingToken token, long position) {
        assertThat(token.position()).hasValue(position);
    }
}
