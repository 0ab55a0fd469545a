package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** GET /api/audit/events, page by page */
@ExtendWith(SharedTidemark.class)
class AuditEventsSpecTest {

    private static final String EVENTS = "/api/audit/events";

    private final Caller ann;
    private final Caller bob;
    private final Caller auditor;
    private final Answer created;
    private final Answer updated;
    private final Answer last;
    private final String aggregate;

    AuditEventsSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
        auditor = tidemark.newUser("auditor");
        created = ann.post(REPLIES, HELLO, "Idempotency-Key", "first").is(201);
        updated = ann.patch(created.location(), "{\"category\":null,\"title\":\"Bye\"}")
                .is(200);
        bob.creates("Bob's");
        ann.delete(created.location()).is(204);
        last = bob.creates("Bob's second");
        bob.getAfter(last, REPLIES).is(200);
        aggregate = "reply/" + created.text("id");
    }

    @Test
    void tells_who_did_what_on_which_version_through_which_command() {
        var entry = ann.get(EVENTS).is(200).list("data").get(0);
        assertThat(entry.propertyNames())
                .containsExactly(
                        "cursor",
                        "id",
                        "type",
                        "aggregate",
                        "version",
                        "time",
                        "recordedAt",
                        "actor",
                        "commandId",
                        "user",
                        "data");
        assertThat(text(entry, "cursor")).isEqualTo(created.cursor());
        assertThat(text(entry, "type")).isEqualTo("reply:created");
        assertThat(text(entry, "aggregate")).isEqualTo(aggregate);
        assertThat(entry.get("version").intValue()).isZero();
        assertThat(text(entry, "time")).isEqualTo(created.text("createdAt"));
        assertThat(Instant.parse(text(entry, "recordedAt"))).isAfterOrEqualTo(Instant.parse(text(entry, "time")));
        assertThat(List.of(text(entry, "actor"), text(entry, "user"))).containsOnly(ann.user());
        assertThat(text(entry, "commandId")).isEqualTo("first");
        assertThat(text(entry.get("data"), "content")).isEqualTo("Hello");
    }

    @Test
    void is_the_same_event_as_in_the_stream() {
        var streamed = ann.eventsUpTo(updated).get(1);
        var entry = ann.get(EVENTS).is(200).list("data").get(1);
        assertThat(entry.get("data")).isEqualTo(streamed.get("data"));
        assertThat(entry.get("id")).isEqualTo(streamed.get("id"));
        assertThat(entry.get("commandId")).isEqualTo(streamed.get("commandid"));
    }

    @Test
    void user_sees_what_concerns_them_and_nothing_else() {
        assertThat(ann.get(EVENTS).is(200).list("data"))
                .extracting(entry -> text(entry, "type"))
                .containsExactly("reply:created", "reply:updated", "reply:deleted");
        assertThat(ann.get(EVENTS + "?aggregate=" + aggregate).list("data")).hasSize(3);
        assertThat(bob.get(EVENTS + "?aggregate=" + aggregate).list("data")).isEmpty();
        assertThat(bob.get(EVENTS + "?actor=" + ann.user()).list("data")).isEmpty();
    }

    @Test
    void user_may_name_themselves_and_nobody_else() {
        assertThat(ann.get(EVENTS + "?user=" + ann.user()).is(200).list("data")).hasSize(3);
        ann.get(EVENTS + "?user=" + bob.user()).isProblem(403, "forbidden");
    }

    @Test
    void auditor_sees_all() {
        var before = "after=" + created.cursor().replaceFirst("\\..*", ".") + (positionOf(created) - 1);
        assertThat(all(auditor, before))
                .extracting(entry -> text(entry, "user"))
                .contains(ann.user(), bob.user());
        assertThat(all(auditor, "user=" + bob.user())).hasSize(2);
    }

    @Test
    void filters_by_type_and_actor_and_thing() {
        assertThat(all(ann, "type=reply:updated")).hasSize(1);
        assertThat(all(ann, "type=reply:updated,reply:deleted")).hasSize(2);
        assertThat(all(auditor, "actor=" + ann.user())).hasSize(3);
        assertThat(all(auditor, "aggregate=" + aggregate)).hasSize(3);
        assertThat(all(auditor, "type=reply:created&actor=" + bob.user())).hasSize(2);
        assertThat(all(auditor, "actor=nobody")).isEmpty();
    }

    @Test
    void filters_by_time_from_inclusive_to_exclusive() {
        var entries = all(ann, "");
        var second = text(entries.get(1), "recordedAt");
        var third = text(entries.get(2), "recordedAt");
        assertThat(all(ann, "from=" + second)).isEqualTo(entries.subList(1, 3));
        assertThat(all(ann, "to=" + third)).isEqualTo(entries.subList(0, 2));
        assertThat(all(ann, "from=" + second + "&to=" + third)).containsExactly(entries.get(1));
        assertThat(all(ann, "from=" + Instant.parse(second).plus(1, ChronoUnit.MICROS)))
                .isEqualTo(entries.subList(2, 3));
        assertThat(all(ann, "to=" + text(entries.get(0), "recordedAt"))).isEmpty();
        assertThat(all(ann, "from=2999-01-01T00:00:00Z")).isEmpty();
        assertThat(all(ann, "from=" + third + "&to=" + second)).isEmpty();
    }

    @Test
    void goes_on_from_page_to_page() {
        var first = ann.get(EVENTS + "?limit=2").is(200);
        assertThat(first.list("data")).hasSize(2);
        assertThat(first.text("next")).isEqualTo(first.cursor()).isEqualTo(updated.cursor());
        var second = ann.get(EVENTS + "?limit=2&after=" + first.text("next")).is(200);
        assertThat(second.list("data")).hasSize(1);
        assertThat(second.json().get("next").isNull()).isTrue();
        assertThat(positionOf(second)).isGreaterThanOrEqualTo(positionOf(last));
    }

    @Test
    void full_page_that_is_the_last_has_none_behind_it() {
        assertThat(ann.get(EVENTS + "?limit=3").is(200).json().get("next").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aggregate=reply",
                "aggregate=reply/1",
                "aggregate=ghost/6f1c0000-0000-0000-0000-000000000000",
                "type=reply:lost",
                "from=yesterday",
                "to=2026-11-20",
                "from=%2B1000000000-12-31T23:59:59Z",
                "limit=0",
                "limit=201",
                "limit=x"
            })
    void what_cannot_be_a_value_is_refused(String asked) {
        ann.get(EVENTS + "?" + asked).isProblem(400, asked.replaceFirst("=.*", ".invalid"));
    }

    @Test
    void cursor_that_is_none_of_this_history_is_refused() {
        var epoch = created.cursor().replaceFirst("\\..*", ".");
        for (var cursor : List.of("", "x", "0.1", epoch + "999999999")) {
            ann.get(EVENTS + "?after=" + cursor).isProblem(400, "cursor.invalid");
        }
    }

    @Test
    void nobody_is_answered_without_a_token(RunningTidemark tidemark) {
        tidemark.anybody().get(EVENTS).isProblem(401, "unauthenticated");
        tidemark.anybody().get("/api/audit/reply/" + UUID.randomUUID()).isProblem(401, "unauthenticated");
    }

    @Test
    void form_that_there_is_not_is_refused() {
        ann.get(EVENTS, "Accept", "application/xml").isProblem(406, "not-acceptable");
    }

    private static List<JsonNode> all(Caller caller, String query) {
        return caller.get(EVENTS + "?limit=200&" + query).is(200).list("data");
    }

    private static long positionOf(Answer answer) {
        return Long.parseLong(answer.cursor().replaceFirst(".*\\.", ""));
    }

    private static String text(JsonNode entry, String field) {
        return entry.get(field).asString();
    }
}
