package io.tidemark.command.session;

import static io.tidemark.command.session.Tab.BOATS;
import static io.tidemark.command.session.Tab.IDLE_TIMEOUT;
import static io.tidemark.command.session.Tab.NOW;
import static io.tidemark.command.session.Tab.activity;
import static io.tidemark.command.session.Tab.add;
import static io.tidemark.command.session.Tab.end;
import static io.tidemark.command.session.Tab.ended;
import static io.tidemark.command.session.Tab.start;

import java.time.Duration;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class IdleSessionTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** Its deadline comes a minute before the time of a sign of life that arrives now is up. */
    private static final StartSession A_MINUTE_AGO =
            new StartSession(Tab.ID, "ann", Tab.LOCAL_ID, BOATS, NOW.minusSeconds(120), NOW.minus(A_MINUTE));

    private final FixtureConfiguration<Session> fixture = Tab.fixture();

    @Test
    void silent_session_ends_with_its_start() {
        fixture.givenCurrentTime(NOW)
                .andGivenCommands(start(BOATS, NOW.minusSeconds(5)))
                .whenTimeElapses(IDLE_TIMEOUT)
                .expectEvents(ended(NOW.minusSeconds(5), 0, "timeout", false))
                .expectNoScheduledDeadlines();
    }

    @Test
    void session_goes_on_until_then() {
        fixture.givenCurrentTime(NOW)
                .andGivenCommands(start())
                .whenTimeElapses(IDLE_TIMEOUT.minusMillis(1))
                .expectNoEvents();
    }

    @Test
    void sign_of_life_gives_it_the_whole_time_again() {
        fixture.givenCurrentTime(NOW)
                .andGivenCommands(A_MINUTE_AGO, add(activity("a", NOW.minusSeconds(900))))
                .whenTimeElapses(IDLE_TIMEOUT.minus(A_MINUTE))
                .expectNoEvents()
                .expectScheduledDeadlineWithName(A_MINUTE, Session.IDLE);
    }

    @Test
    void it_ends_with_the_last_sign_of_life_as_the_device_tells_it() {
        fixture.givenCurrentTime(NOW)
                .andGivenCommands(
                        A_MINUTE_AGO, add(activity("a", NOW.minusSeconds(10)), activity("b", NOW.minusSeconds(30))))
                .whenTimeElapses(IDLE_TIMEOUT)
                .expectEvents(ended(NOW.minusSeconds(10), 110, "timeout", false));
    }

    @Test
    void no_clock_moves_its_end_into_the_future() {
        fixture.givenCurrentTime(NOW)
                .andGivenCommands(start(BOATS, NOW.minusSeconds(120)), add(activity("a", NOW.plusSeconds(999_999))))
                .whenTimeElapses(IDLE_TIMEOUT)
                .expectEvents(ended(NOW, 120, "timeout", false));
    }

    @Test
    void start_in_the_future_ends_when_it_arrived_and_lasts_no_time() {
        fixture.givenCurrentTime(NOW)
                .andGivenCommands(start(BOATS, NOW.plusSeconds(500)))
                .whenTimeElapses(IDLE_TIMEOUT)
                .expectEvents(ended(NOW, 0, "timeout", true));
    }

    @Test
    void session_that_ended_is_left_alone() {
        fixture.givenCurrentTime(NOW)
                .andGivenCommands(start(), end(null, null, NOW))
                .whenTimeElapses(IDLE_TIMEOUT)
                .expectNoEvents()
                .expectNoScheduledDeadlines();
    }
}
