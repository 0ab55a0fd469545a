package io.tidemark.command.reply;

import static io.tidemark.command.Expected.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.command.Refusal;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.events.Change;
import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyDeleted;
import io.tidemark.events.reply.ReplyUpdated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteReplyTest {

    private static final String ID = "6f1c2d4e-0000-4000-8000-000000000001";
    private static final Instant NOW = Instant.parse("2026-11-20T09:30:00.123Z");

    private final FixtureConfiguration<Reply> fixture = new AggregateTestFixture<>(Reply.class);

    @Test
    void owner_deletes_a_reply() {
        fixture.given(created())
                .when(delete("ann", null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ReplyDeleted(ID, "ann"));
    }

    @Test
    void answer_is_the_version_of_the_deletion() {
        fixture.givenCurrentTime(NOW)
                .andGiven(created())
                .when(delete("ann", null))
                .expectResultMessagePayload(new Versioned<>(
                        "reply/" + ID,
                        new ReplyState(ID, "ann", "Greeting", "Hello", null, List.of(), NOW, NOW, true),
                        1));
    }

    @Test
    void expected_version_may_be_named() {
        fixture.given(created(), updated())
                .when(delete("ann", 1L))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ReplyDeleted(ID, "ann"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void version_that_is_not_the_current_one_is_refused(long expected) {
        fixture.given(created(), updated())
                .when(delete("ann", expected))
                .expectNoEvents()
                .expectException(Refusal.with(412, "stale-version"));
    }

    @Test
    void again_records_nothing() {
        fixture.given(created(), new ReplyDeleted(ID, "ann"))
                .when(delete("ann", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void again_with_the_version_of_the_first_time_records_nothing() {
        fixture.given(created(), new ReplyDeleted(ID, "ann"))
                .when(delete("ann", 0L))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void stranger_finds_nothing() {
        fixture.given(created())
                .when(delete("bob", null))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void stranger_does_not_learn_that_it_is_gone() {
        fixture.given(created(), new ReplyDeleted(ID, "ann"))
                .when(delete("bob", null))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void reply_that_never_was_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(delete("ann", null))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void what_it_was_is_still_known() {
        var state = ReplyState.after(ReplyState.after(null, created(), NOW), new ReplyDeleted(ID, "ann"), NOW);
        assertThat(state.title()).isEqualTo("Greeting");
        assertThat(state.deleted()).isTrue();
    }

    private static DeleteReply delete(String editor, @Nullable Long expectedVersion) {
        return new DeleteReply(new ReplyId(UUID.fromString(ID)), editor, version(expectedVersion));
    }

    private static ReplyCreated created() {
        return new ReplyCreated(ID, "ann", "Greeting", "Hello", null, List.of());
    }

    private static ReplyUpdated updated() {
        return new ReplyUpdated(ID, "ann", Change.to("Farewell"), Change.absent(), Change.absent(), Change.absent());
    }
}
