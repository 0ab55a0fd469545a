package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /api/audit/{kind}/{id}, and ?asOf= */
@ExtendWith(SharedTidemark.class)
class AuditHistorySpecTest {

    private final Caller ann;
    private final Caller bob;
    private final Caller auditor;
    private final Answer created;
    private final Answer updated;
    private final Answer deleted;
    private final String history;

    AuditHistorySpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
        auditor = tidemark.newUser("auditor");
        created = ann.post(REPLIES, HELLO).is(201);
        updated = ann.patch(created.location(), "{\"title\":\"Bye\"}").is(200);
        deleted = ann.delete(created.location()).is(204);
        ann.getAfter(deleted, REPLIES).is(200);
        history = "/api/audit/reply/" + created.text("id");
    }

    @Test
    void all_that_happened_to_it_oldest_first() {
        assertThat(ann.get(history).is(200).list("data"))
                .extracting(entry -> entry.get("type").asString())
                .containsExactly("reply:created", "reply:updated", "reply:deleted");
        assertThat(auditor.get(history).json()).isEqualTo(ann.get(history).json());
    }

    @Test
    void goes_on_from_page_to_page() {
        var first = ann.get(history + "?limit=1").is(200);
        assertThat(first.text("next")).isEqualTo(created.cursor());
        assertThat(ann.get(history + "?after=" + first.text("next")).is(200).list("data"))
                .hasSize(2);
    }

    @Test
    void of_somebody_else_or_of_nothing_is_not_found() {
        bob.get(history).isProblem(404, "not-found");
        bob.get(history + "?asOf=" + updated.cursor()).isProblem(404, "not-found");
        auditor.get("/api/audit/reply/" + UUID.randomUUID()).isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/audit/ghost/6f1c0000-0000-0000-0000-000000000000", "/api/audit/reply/1"})
    void of_what_cannot_be_is_refused(String path) {
        auditor.get(path).isProblem(400, "aggregate.invalid");
    }

    @Test
    void stood_as_it_was_at_each_cursor() {
        assertThat(titleAt(created.cursor())).isEqualTo("Greeting");
        assertThat(titleAt(updated.cursor())).isEqualTo("Bye");
        var gone = ann.get(history + "?asOf=" + deleted.cursor()).is(200);
        assertThat(gone.json().get("state").isNull()).isTrue();
        assertThat(gone.json().get("version").intValue()).isEqualTo(2);
        assertThat(gone.text("cursor")).isEqualTo(deleted.cursor());
    }

    private String titleAt(String asOf) {
        return ann.get(history + "?asOf=" + asOf)
                .is(200)
                .json()
                .at("/state/title")
                .asString();
    }

    @Test
    void stood_as_it_was_at_a_time() {
        var entries = ann.get(history).list("data");
        assertThat(entries)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(ann.get(history + "?asOf="
                                        + entry.get("recordedAt").asString())
                                .is(200)
                                .json()
                                .get("version"))
                        .isEqualTo(entry.get("version")));
        ann.get(history + "?asOf=2020-01-01T00:00:00Z").isProblem(404, "not-found");
    }

    @Test
    void was_not_there_before_it_was_created() {
        var epoch = created.cursor().replaceFirst("\\..*", ".");
        var before = Long.parseLong(created.cursor().replaceFirst(".*\\.", "")) - 1;
        ann.get(history + "?asOf=" + epoch + before).isProblem(404, "not-found");
    }

    @Test
    void time_or_cursor_that_cannot_be_is_refused() {
        var epoch = created.cursor().replaceFirst("\\..*", ".");
        ann.get(history + "?asOf=0.1").isProblem(400, "cursor.invalid");
        ann.get(history + "?asOf=" + epoch + "999999999").isProblem(400, "cursor.invalid");
        ann.get(history + "?asOf=x").isProblem(400, "cursor.invalid");
        ann.get(history + "?asOf=12:00").isProblem(400, "as-of.invalid");
    }
}
