package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DELETE /api/saved-replies/{id} */
@ExtendWith(SharedTidemark.class)
class DeleteReplySpecTest {

    private final Caller ann;
    private final Caller bob;
    private final Answer created;
    private final String reply;

    DeleteReplySpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
        created = ann.creates("Greeting");
        reply = created.location();
    }

    @Test
    void is_answered_without_a_body() {
        var answer = ann.delete(reply).is(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.cursor()).isNotEmpty().isNotEqualTo(created.cursor());
        assertThat(answer.header("Tidemark-Command")).matches("[0-9a-f-]{36}");
    }

    @Test
    void reply_is_gone_for_whoever_reads_behind_it() {
        var deleted = ann.delete(reply).is(204);
        ann.getAfter(deleted, reply).isProblem(404, "not-found");
        assertThat(ann.getAfter(deleted, REPLIES).is(200).list("data")).isEmpty();
        assertThat(ann.getAfter(deleted, "/api/snapshot").is(200).list("replies"))
                .isEmpty();
    }

    @Test
    void again_is_answered_the_same_and_does_nothing() {
        var first = ann.delete(reply).is(204);
        var again = ann.delete(reply).is(204);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.cursor()).isEqualTo(first.cursor());
        assertThat(ann.eventsUpTo(again)).hasSize(2);
    }

    @Test
    void on_the_version_that_is_named() {
        ann.delete(reply, "If-Match", "\"0\"").is(204);
        ann.delete(reply, "If-Match", "\"0\"").is(204);
    }

    @Test
    void on_any_version() {
        ann.delete(reply, "If-Match", "*").is(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"0\"", "\"0\",\"1\""})
    void on_one_of_the_versions_that_are_named(String versions) {
        ann.delete(reply, "If-Match", versions).is(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"a\""})
    void on_another_version_is_refused(String version) {
        ann.delete(reply, "If-Match", version).isProblem(412, "stale-version");
        assertStillThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\";\"1\""})
    void malformed_version_is_refused(String version) {
        ann.delete(reply, "If-Match", version).isProblem(400, "if-match.invalid");
        assertStillThere();
    }

    @Test
    void of_somebody_else_is_not_found() {
        bob.delete(reply).isProblem(404, "not-found");
        bob.delete(reply, "If-Match", "\"7\"").isProblem(404, "not-found");
        assertStillThere();
    }

    @Test
    void of_somebody_else_is_not_found_even_when_it_is_gone() {
        ann.delete(reply).is(204);
        bob.delete(reply).isProblem(404, "not-found");
    }

    @Test
    void of_nothing_is_not_found() {
        ann.delete(REPLIES + "/" + UUID.randomUUID()).isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1"})
    void id_that_is_none_is_refused(String id) {
        ann.delete(REPLIES + "/" + id).isProblem(400, "reply.id");
    }

    private void assertStillThere() {
        assertThat(ann.getAfter(created, reply).is(200).json()).isEqualTo(created.json());
        assertThat(ann.eventsUpTo(created)).hasSize(1);
    }
}
