package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories are read in pages that are bounded in characters, too. */
@Tag("postgres-versions")
class LargeHistoryTest {

    private static final String LARGE = "x".repeat(40_000);

    /** A page ends with the event that passes the bound. */
    private static final long PAGE = HistoryPage.MAX_CHARS + LARGE.length() + 1_000L;

    private final LogFixture log = new LogFixture(LogFixture.newDatabase());

    @AfterEach
    void close() {
        log.close();
    }

    private void append(String aggregate, int from, int to, String text) {
        log.engine.appendEvents(IntStream.range(from, to)
                .mapToObj(version -> Noted.event(aggregate, version, text + version))
                .toList());
    }

    /** How many characters have been read when that many events were taken. */
    private long charsFor(String aggregate, int events) {
        var unit = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage("read"));
        new LogContext(null).attachTo(unit);
        return unit.executeWithResult(() -> {
                    var history = log.engine.readEvents(aggregate, 0);
                    for (int i = 0; i < events; i++) {
                        history.next();
                    }
                    return LogContext.charsRead();
                })
                .getPayload();
    }

    private Stream<String> texts(String aggregate) {
        return log.engine
                .readEvents(aggregate, 0)
                .asStream()
                .map(DomainEventMessage::getPayload)
                .map(Noted.class::cast)
                .map(Noted::text);
    }

    @Test
    void first_of_many_large_events_is_read_with_one_page() {
        append("a", 0, 100, LARGE);
        assertThat(charsFor("a", 1)).isBetween((long) HistoryPage.MAX_CHARS, PAGE);
    }

    @Test
    void first_large_event_after_many_small_ones_is_read_with_one_page_of_large_ones() {
        append("a", 0, 300, "small");
        append("a", 300, 400, LARGE);
        long small = charsFor("a", HistoryPage.FIRST);
        assertThat(charsFor("a", 301)).isLessThan(300 * small / HistoryPage.FIRST + 2 * PAGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 200, 600})
    void every_event_is_read_once_in_its_order(int small) {
        append("a", 0, small, "small");
        append("a", small, small + 20, LARGE);
        append("a", small + 20, small + 20 + small, "small");
        assertThat(texts("a"))
                .containsExactlyElementsOf(IntStream.range(0, 2 * small + 20)
                        .mapToObj(version -> (version < small || version >= small + 20 ? "small" : LARGE) + version)
                        .toList());
    }

    @Test
    void an_event_that_is_larger_than_a_page_is_a_page() {
        append("a", 0, 3, "x".repeat(2 * HistoryPage.MAX_CHARS));
        assertThat(texts("a")).hasSize(3);
        assertThat(charsFor("a", 1)).isLessThan(3L * HistoryPage.MAX_CHARS);
    }

    @Test
    void a_short_history_is_read_at_once() {
        append("a", 0, HistoryPage.FIRST - 1, "small");
        assertThat(charsFor("a", 1)).isEqualTo(charsFor("a", HistoryPage.FIRST - 1));
    }
}
