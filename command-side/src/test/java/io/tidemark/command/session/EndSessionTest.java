package io.tidemark.command.session;

import static io.tidemark.command.session.Tab.BOATS;
import static io.tidemark.command.session.Tab.NOW;
import static io.tidemark.command.session.Tab.corrected;
import static io.tidemark.command.session.Tab.end;
import static io.tidemark.command.session.Tab.ended;
import static io.tidemark.command.session.Tab.start;
import static io.tidemark.command.session.Tab.started;

import io.tidemark.command.Refusal;
import java.time.Instant;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndSessionTest {

    private static final Instant START = NOW.minusSeconds(3600);

    private final FixtureConfiguration<Session> fixture = Tab.fixture();

    @Test
    void end_without_a_time_is_now() {
        fixture.given(started(START))
                .when(end(null, null, null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(ended(NOW, 3600, "client", false));
    }

    @Test
    void end_without_a_time_is_where_its_duration_leads() {
        fixture.given(started(START))
                .when(end(null, 600L, null))
                .expectEvents(ended(START.plusSeconds(600), 600, "client", false));
    }

    @Test
    void end_without_a_duration_has_the_time_between() {
        fixture.given(started(START))
                .when(end(null, null, START.plusMillis(90_999)))
                .expectEvents(ended(START.plusMillis(90_999), 90, "client", false));
    }

    @ParameterizedTest
    @CsvSource({"600, false", "540, false", "660, false", "539, true", "661, true", "0, true"})
    void duration_that_is_a_minute_from_the_times_is_kept_and_marked(long duration, boolean contradictory) {
        var at = START.plusSeconds(600);
        fixture.given(started(START))
                .when(end(null, duration, at))
                .expectEvents(ended(at, duration, "client", contradictory));
    }

    @Test
    void end_before_the_start_is_kept_and_marked() {
        var before = START.minusMillis(1);
        fixture.given(started(START)).when(end(null, null, before)).expectEvents(ended(before, 0, "client", true));
    }

    @Test
    void first_end_stays() {
        fixture.given(started(START), ended(START, 0, "client", false))
                .when(end(null, 600L, NOW))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void real_end_corrects_one_by_timeout() {
        fixture.given(started(START), ended(START, 0, "timeout", false))
                .when(end(null, 600L, null))
                .expectEvents(corrected(START.plusSeconds(600), 600, "client", false));
    }

    @Test
    void second_real_end_corrects_nothing() {
        fixture.given(
                        started(START),
                        ended(START, 0, "timeout", false),
                        corrected(START.plusSeconds(600), 600, "client", false))
                .when(end(null, 700L, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void end_brings_its_start_along() {
        fixture.givenNoPriorActivity()
                .when(end(start(BOATS, START), 600L, null))
                .expectEvents(started(START), ended(START.plusSeconds(600), 600, "client", false))
                .expectNoScheduledDeadlines();
    }

    @Test
    void start_that_has_arrived_stays_when_the_end_tells_another() {
        fixture.given(started(START))
                .when(end(start(BOATS, START.minusSeconds(60)), null, NOW))
                .expectEvents(ended(NOW, 3600, "client", false));
    }

    @Test
    void end_of_what_is_another_pull_requests_is_refused() {
        fixture.given(started(START))
                .when(end(start(new PullRequest("quay", "boats", 43), START), null, NOW))
                .expectNoEvents()
                .expectException(Refusal.with(409, "session.local-id-taken"));
    }

    @Test
    void end_without_a_start_is_refused() {
        fixture.givenNoPriorActivity()
                .when(end(null, 600L, NOW))
                .expectNoEvents()
                .expectException(Refusal.with(404, "session.unknown"));
    }

    @Test
    void stranger_is_told_what_everybody_is_told_of_nothing() {
        fixture.given(started(START))
                .when(new EndSession(Tab.ID, "bob", null, null, null, NOW))
                .expectNoEvents()
                .expectException(Refusal.with(404, "session.unknown"));
    }
}
