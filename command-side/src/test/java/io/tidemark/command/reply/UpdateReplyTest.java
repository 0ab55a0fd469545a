package io.tidemark.command.reply;

import static io.tidemark.command.Expected.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.command.Refusal;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.edge.refusal.Refused;
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

class UpdateReplyTest {

    private static final String ID = "6f1c2d4e-0000-4000-8000-000000000001";
    private static final Instant NOW = Instant.parse("2026-11-20T09:30:00.123Z");

    private final FixtureConfiguration<Reply> fixture = new AggregateTestFixture<>(Reply.class);

    @Test
    void owner_changes_the_title() {
        fixture.given(created())
                .when(update(title("Farewell")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(updated("Farewell", null, null, null));
    }

    @Test
    void only_fields_that_are_different_are_in_the_event() {
        fixture.given(created())
                .when(update(patch("Greeting", "Bye", "office", List.of("mail", "hi"))))
                .expectSuccessfulHandlerExecution()
                .expectEvents(updated(null, "Bye", null, List.of("mail", "hi")));
    }

    @Test
    void later_change_is_told_from_the_earlier_one() {
        fixture.given(created(), updated("Farewell", null, null, null, "category"))
                .when(update(patch("Greeting", "Hello", "office", null)))
                .expectSuccessfulHandlerExecution()
                .expectEvents(updated("Greeting", null, "office", null));
    }

    @Test
    void category_is_cleared() {
        fixture.given(created())
                .when(update(cleared("category")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(updated(null, null, null, null, "category"));
    }

    @Test
    void category_that_is_not_there_needs_no_clearing() {
        fixture.given(created(), updated(null, null, null, null, "category"))
                .when(update(cleared("category")))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void cleared_tags_are_no_tags() {
        fixture.given(created())
                .when(update(cleared("tags")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(updated(null, null, null, List.of()));
    }

    @Test
    void same_values_again_record_nothing() {
        fixture.given(created())
                .when(update(patch(" Greeting ", "Hello", " office", List.of("hi ", "mail", "hi"))))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void empty_patch_records_nothing_and_answers_the_reply_as_it_is() {
        fixture.givenCurrentTime(NOW)
                .andGiven(created())
                .when(update(patch(null, null, null, null)))
                .expectNoEvents()
                .expectResultMessagePayload(new Versioned<>(
                        "reply/" + ID,
                        new ReplyState(
                                ID, "ann", "Greeting", "Hello", "office", List.of("hi", "mail"), NOW, NOW, false),
                        0));
    }

    @Test
    void answer_is_the_reply_at_its_new_version() {
        fixture.givenCurrentTime(NOW)
                .andGiven(created())
                .andGivenCurrentTime(NOW.plusSeconds(60))
                .when(update(title("Farewell")))
                .expectResultMessagePayload(new Versioned<>(
                        "reply/" + ID,
                        new ReplyState(
                                ID,
                                "ann",
                                "Farewell",
                                "Hello",
                                "office",
                                List.of("hi", "mail"),
                                NOW,
                                NOW.plusSeconds(60),
                                false),
                        1));
    }

    @Test
    void expected_version_may_be_named() {
        fixture.given(created(), updated("Farewell", null, null, null))
                .when(new UpdateReply(id(), "ann", version(1L), ReplyChanges.parse(title("Hi"))))
                .expectSuccessfulHandlerExecution()
                .expectEvents(updated("Hi", null, null, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void version_that_is_not_the_current_one_is_refused(long expected) {
        fixture.given(created(), updated("Farewell", null, null, null))
                .when(new UpdateReply(id(), "ann", version(expected), ReplyChanges.parse(title("Hi"))))
                .expectNoEvents()
                .expectException(Refusal.with(412, "stale-version"));
    }

    @Test
    void stale_version_is_refused_even_if_nothing_would_change() {
        fixture.given(created(), updated("Farewell", null, null, null))
                .when(new UpdateReply(id(), "ann", version(0L), ReplyChanges.parse(title("Farewell"))))
                .expectNoEvents()
                .expectException(Refusal.with(412, "stale-version"));
    }

    @Test
    void stranger_finds_nothing() {
        fixture.given(created())
                .when(new UpdateReply(id(), "bob", null, ReplyChanges.parse(title("Hi"))))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void stranger_does_not_learn_the_version() {
        fixture.given(created())
                .when(new UpdateReply(id(), "bob", version(7L), ReplyChanges.parse(title("Hi"))))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void deleted_reply_is_not_found() {
        fixture.given(created(), new ReplyDeleted(ID, "ann"))
                .when(update(title("Hi")))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void reply_that_never_was_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(update(title("Hi")))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "content"})
    void required_field_cannot_be_cleared(String field) {
        assertThatThrownBy(() -> ReplyChanges.parse(cleared(field)))
                .isInstanceOfSatisfying(
                        Refused.class, problem -> assertThat(problem.code()).isEqualTo("reply.required"));
    }

    private static ReplyId id() {
        return new ReplyId(UUID.fromString(ID));
    }

    private static UpdateReply update(ReplyChanges.Patch patch) {
        return new UpdateReply(id(), "ann", null, ReplyChanges.parse(patch));
    }

    private static ReplyChanges.Patch patch(
            @Nullable String title, @Nullable String content, @Nullable String category, @Nullable List<String> tags) {
        List<@Nullable String> given = tags == null ? null : List.copyOf(tags);
        return new ReplyChanges.Patch(
                field("title", title), field("content", content), field("category", category), field("tags", given));
    }

    private static ReplyChanges.Patch title(String title) {
        return patch(title, null, null, null);
    }

    private static ReplyChanges.Patch cleared(String field) {
        return new ReplyChanges.Patch(
                field("title", null, field),
                field("content", null, field),
                field("category", null, field),
                field("tags", null, field));
    }

    private static ReplyCreated created() {
        return new ReplyCreated(ID, "ann", "Greeting", "Hello", "office", List.of("hi", "mail"));
    }

    private static ReplyUpdated updated(
            @Nullable String title,
            @Nullable String content,
            @Nullable String category,
            @Nullable List<String> tags,
            String... cleared) {
        return new ReplyUpdated(
                ID,
                "ann",
                field("title", title),
                field("content", content),
                field("category", category, cleared),
                field("tags", tags));
    }

    private static <T> Change<T> field(String name, @Nullable T value, String... cleared) {
        if (value != null) {
            return Change.to(value);
        }
        return List.of(cleared).contains(name) ? Change.cleared() : Change.absent();
    }
}
