package io.tidemark.command.session;

import static io.tidemark.command.session.Tab.BOATS;
import static io.tidemark.command.session.Tab.ID;
import static io.tidemark.command.session.Tab.IDLE_TIMEOUT;
import static io.tidemark.command.session.Tab.NOW;
import static io.tidemark.command.session.Tab.ended;
import static io.tidemark.command.session.Tab.start;
import static io.tidemark.command.session.Tab.started;

import io.tidemark.command.Refusal;
import io.tidemark.command.dispatch.Versioned;
import java.util.Collections;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartSessionTest {

    private final FixtureConfiguration<Session> fixture = Tab.fixture();

    @Test
    void user_begins_to_work() {
        fixture.givenCurrentTime(NOW)
                .when(start())
                .expectSuccessfulHandlerExecution()
                .expectEvents(started(NOW))
                .expectScheduledDeadlineWithName(IDLE_TIMEOUT, Session.IDLE);
    }

    @Test
    void answer_is_the_open_session() {
        fixture.givenCurrentTime(NOW)
                .when(start(BOATS, NOW.minusSeconds(5)))
                .expectResultMessagePayload(new Versioned<>(
                        ID.toString(),
                        new SessionState(
                                ID.value().toString(),
                                "ann",
                                "tab-1",
                                BOATS,
                                NOW.minusSeconds(5),
                                null,
                                null,
                                null,
                                false,
                                Collections.emptySortedMap(),
                                null,
                                NOW.minusSeconds(5),
                                NOW,
                                NOW),
                        0));
    }

    @Test
    void same_start_again_is_the_same_session_and_no_second_deadline() {
        fixture.given(started(NOW))
                .when(start())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents()
                .expectNoScheduledDeadlines();
    }

    @Test
    void first_time_stays() {
        fixture.given(started(NOW))
                .when(start(BOATS, NOW.minusSeconds(60)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void session_that_ended_does_not_begin_again() {
        fixture.given(started(NOW), ended(NOW, 0, "client", false))
                .when(start())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void same_repository_in_another_case_is_the_same_session() {
        fixture.given(started(NOW))
                .when(start(new PullRequest("Quay", "BOATS", 42), NOW))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @CsvSource({"lake, boats, 42", "quay, ships, 42", "quay, boats, 43"})
    void name_that_is_another_pull_requests_is_refused(String repoOwner, String repoName, long number) {
        fixture.given(started(NOW))
                .when(start(new PullRequest(repoOwner, repoName, number), NOW))
                .expectNoEvents()
                .expectException(Refusal.with(409, "session.local-id-taken"));
    }
}
