package io.tidemark.command.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.command.dispatch.Versioned;
import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyDeleted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreateReplyTest {

    private static final String ID = "6f1c2d4e-0000-4000-8000-000000000001";
    private static final Instant NOW = Instant.parse("2026-11-20T09:30:00.123Z");

    private final FixtureConfiguration<Reply> fixture = new AggregateTestFixture<>(Reply.class);

    @Test
    void user_saves_a_reply() {
        fixture.givenNoPriorActivity()
                .when(create("ann", "Greeting", "Hello", "office", "hi", "mail"))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ReplyCreated(ID, "ann", "Greeting", "Hello", "office", List.of("hi", "mail")));
    }

    @Test
    void category_and_tags_may_be_left_out() {
        fixture.givenNoPriorActivity()
                .when(create("ann", "Greeting", "Hello", null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(created());
    }

    @Test
    void answer_is_the_reply_at_version_0() {
        fixture.givenCurrentTime(NOW)
                .when(create("ann", "Greeting", "Hello", null))
                .expectResultMessagePayload(new Versioned<>(
                        "reply/" + ID,
                        new ReplyState(ID, "ann", "Greeting", "Hello", null, List.of(), NOW, NOW, false),
                        0));
    }

    @Test
    void id_that_is_taken_is_refused() {
        fixture.given(created())
                .when(create("ann", "Greeting", "Hello", null))
                .expectNoEvents()
                .expectException(EventStoreException.class);
    }

    @Test
    void id_of_a_deleted_reply_is_not_used_again() {
        fixture.given(created(), new ReplyDeleted(ID, "ann"))
                .when(create("ann", "Greeting", "Hello", null))
                .expectNoEvents()
                .expectException(EventStoreException.class);
    }

    @Test
    void same_creation_again_is_told_from_another() {
        var state = ReplyState.after(null, created(), NOW);
        assertThat(state.isWhatIsAskedBy(create("ann", "Greeting", "Hello", null)))
                .isTrue();
    }

    static Stream<CreateReply> others() {
        return Stream.of(
                create("bob", "Greeting", "Hello", null),
                create("ann", "Greetings", "Hello", null),
                create("ann", "Greeting", "Hello!", null),
                create("ann", "Greeting", "Hello", "office"),
                create("ann", "Greeting", "Hello", null, "hi"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void creation_that_differs_anywhere_is_another(CreateReply other) {
        var state = ReplyState.after(null, created(), NOW);
        assertThat(state.isWhatIsAskedBy(other)).isFalse();
    }

    private static CreateReply create(
            String owner, String title, String content, @Nullable String category, String... tags) {
        return new CreateReply(
                new ReplyId(UUID.fromString(ID)),
                owner,
                new ReplyTitle(title),
                new ReplyContent(content),
                category == null ? null : new ReplyCategory(category),
                new ReplyTags(List.of(tags)));
    }

    private static ReplyCreated created() {
        return new ReplyCreated(ID, "ann", "Greeting", "Hello", null, List.of());
    }
}
