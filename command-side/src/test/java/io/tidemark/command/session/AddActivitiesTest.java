package io.tidemark.command.session;

import static io.tidemark.command.session.Tab.ID;
import static io.tidemark.command.session.Tab.NOW;
import static io.tidemark.command.session.Tab.activity;
import static io.tidemark.command.session.Tab.add;
import static io.tidemark.command.session.Tab.added;
import static io.tidemark.command.session.Tab.corrected;
import static io.tidemark.command.session.Tab.ended;
import static io.tidemark.command.session.Tab.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.command.Refusal;
import io.tidemark.events.session.SessionActivity;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class AddActivitiesTest {

    private static final Instant START = NOW.minusSeconds(3600);

    private final FixtureConfiguration<Session> fixture = Tab.fixture();

    @Test
    void what_was_done_is_added() {
        fixture.given(started(START))
                .when(add(activity("a", START), activity("b", NOW)))
                .expectSuccessfulHandlerExecution()
                .expectEvents(added(activity("a", START), activity("b", NOW)))
                .expectNoScheduledDeadlines();
    }

    @Test
    void only_what_is_new_counts() {
        fixture.given(started(START), added(activity("a", START)))
                .when(add(activity("a", NOW), activity("b", NOW)))
                .expectEvents(added(activity("b", NOW)));
    }

    @Test
    void nothing_new_is_no_event() {
        fixture.given(started(START), added(activity("a", START), activity("b", START)))
                .when(add(activity("b", START), activity("a", START)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void there_is_room_for_a_number_of_activities_and_no_more() {
        fixture.given(started(START), added(activity("a", START), activity("b", START)))
                .when(add(activity("a", START), activity("c", START)))
                .expectEvents(added(activity("c", START)));
        Tab.fixture()
                .given(started(START), added(activity("a", START), activity("b", START)))
                .when(add(activity("c", START), activity("d", START)))
                .expectNoEvents()
                .expectException(Refusal.with(409, "session.too-many-activities"));
    }

    @Test
    void what_arrives_after_the_end_counts() {
        fixture.given(started(START), ended(START, 0, "client", false))
                .when(add(activity("a", NOW)))
                .expectEvents(added(activity("a", NOW)));
    }

    @Test
    void later_activity_corrects_an_end_by_timeout() {
        var later = START.plusSeconds(60);
        fixture.given(started(START), ended(START, 0, "timeout", false))
                .when(add(activity("a", later)))
                .expectEvents(added(activity("a", later)), corrected(later, 60, "timeout", false));
    }

    @Test
    void earlier_activity_corrects_nothing() {
        fixture.given(started(START), ended(START, 0, "timeout", false))
                .when(add(activity("a", START)))
                .expectEvents(added(activity("a", START)));
    }

    @Test
    void no_clock_moves_the_end_into_the_future() {
        fixture.givenCurrentTime(START)
                .andGiven(started(START), ended(START, 0, "timeout", false))
                .andGivenCurrentTime(NOW)
                .when(add(activity("a", NOW.plusSeconds(9999))))
                .expectEvents(added(activity("a", NOW.plusSeconds(9999))), corrected(NOW, 3600, "timeout", false));
    }

    @Test
    void unknown_session_is_refused() {
        fixture.givenNoPriorActivity()
                .when(add(activity("a", NOW)))
                .expectNoEvents()
                .expectException(Refusal.with(404, "session.unknown"));
    }

    @Test
    void stranger_is_refused_like_that() {
        fixture.given(started(START))
                .when(new AddActivities(ID, "bob", new Activities(List.of(activity("a", NOW)))))
                .expectNoEvents()
                .expectException(Refusal.with(404, "session.unknown"));
    }

    @Test
    void each_kind_has_a_total() {
        var state = SessionState.after(null, started(START), NOW);
        var comments = new SessionActivity("a", "comment", START, 2);
        var scrolls = new SessionActivity("b", "scroll", NOW.minusSeconds(9), 5);
        state = SessionState.after(state, added(comments, scrolls), NOW);
        state = SessionState.after(state, added(new SessionActivity("c", "comment", START, 3)), NOW);
        assertThat(state.activities()).hasToString("{comment=5, scroll=5}");
        assertThat(state.activityCount()).isEqualTo(10);
        assertThat(state.lastActivityAt()).isEqualTo(NOW.minusSeconds(9));
    }
}
