package io.tidemark.standalone;

import static io.tidemark.standalone.Tabs.BOATS;
import static io.tidemark.standalone.Tabs.ends;
import static io.tidemark.standalone.Tabs.localId;
import static io.tidemark.standalone.Tabs.starts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** POST /api/sessions/end */
@ExtendWith(SharedTidemark.class)
class EndSessionSpecTest {

    private static final String START = "\"startedAt\":\"2026-11-20T12:00:00.123Z\"";
    private static final String END = "\"endedAt\":\"2026-11-20T12:10:00.123Z\"";
    private static final String TAB = localId("tab-1");

    private final Caller ann;
    private final Caller bob;

    EndSessionSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
    }

    @Test
    void answers_with_the_session_as_it_ended() {
        var started = starts(ann, "tab-1", START).is(201);
        var ended = ends(ann, TAB, "\"durationSeconds\":590", END).is(200);
        assertThat(ended.text("id")).isEqualTo(started.text("id"));
        assertThat(ended.text("status")).isEqualTo("ended");
        assertThat(ended.text("endedAt")).isEqualTo("2026-11-20T12:10:00.123Z");
        assertThat(ended.json().get("durationSeconds").longValue()).isEqualTo(590);
        assertThat(ended.text("endedBy")).isEqualTo("client");
        assertThat(ended.json().get("contradictory").booleanValue()).isFalse();
        assertThat(ended.header("ETag")).isEqualTo("\"1\"");
        assertThat(ann.getAfter(ended, started.location()).json()).isEqualTo(ended.json());
    }

    @Test
    void session_may_be_named_by_its_id() {
        var started = starts(ann, "tab-1", START).is(201);
        var ended =
                ends(ann, "\"id\":\"%s\"".formatted(started.text("id")), END).is(200);
        assertThat(ended.json().get("durationSeconds").longValue()).isEqualTo(600);
    }

    @Test
    void first_end_wins() {
        starts(ann, "tab-1", START).is(201);
        var first = ends(ann, TAB, END).is(200);
        var second = ends(ann, TAB, "\"durationSeconds\":7").is(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(ann.eventsUpTo(second)).hasSize(2);
    }

    @Test
    void end_that_contradicts_itself_is_kept_and_says_so() {
        starts(ann, "tab-1", START).is(201);
        var ended = ends(ann, TAB, "\"durationSeconds\":9999", END).is(200);
        assertThat(ended.json().get("contradictory").booleanValue()).isTrue();
        assertThat(ended.json().get("durationSeconds").longValue()).isEqualTo(9999);
    }

    @Test
    void end_brings_its_start_along_in_one_append() {
        var ended = ends(ann, TAB, BOATS, START, END).is(200);
        assertThat(ended.text("startedAt")).isEqualTo("2026-11-20T12:00:00.123Z");
        var events = ann.eventsUpTo(ended);
        assertThat(events)
                .extracting(event -> event.get("type").stringValue())
                .containsExactly("session:started", "session:ended");
        assertThat(events).extracting(event -> event.get("commandid")).containsOnly(commandOf(events.get(0)));
        assertThat(starts(ann, "tab-1", START).is(200).json()).isEqualTo(ended.json());
    }

    private static JsonNode commandOf(JsonNode event) {
        return event.get("commandid");
    }

    @Test
    void start_that_comes_with_its_end_was_as_long_ago_as_it_lasted() {
        var ended = ends(ann, TAB, BOATS, "\"durationSeconds\":600", END).is(200);
        assertThat(ended.text("startedAt")).isEqualTo("2026-11-20T12:00:00.123Z");
        assertThat(ended.json().get("contradictory").booleanValue()).isFalse();
    }

    @Test
    void end_of_nothing_is_unknown() {
        ends(ann, TAB, END).isProblem(404, "session.unknown");
        ends(ann, "\"id\":\"%s\"".formatted(UUID.randomUUID())).isProblem(404, "session.unknown");
    }

    @Test
    void nobody_ends_what_is_not_theirs() {
        var anns = starts(ann, "tab-1", START).is(201);
        ends(bob, "\"id\":\"%s\"".formatted(anns.text("id")), END).isProblem(404, "session.unknown");
        assertThat(ann.getAfter(anns, anns.location()).is(200).text("status")).isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"endedAt\":\"2026-11-20T12:00:00Z\"              | session.which",
                "\"localId\":\"a\",\"id\":\"b\"                    | session.which",
                "\"id\":\"b\"                                      | session.id",
                "\"localId\":\"a b\"                               | session.local-id",
                "\"localId\":\"a\",\"endedAt\":\"late\"            | session.ended-at",
                "\"localId\":\"a\",\"endedAt\":\"2100-01-01T00:00:00Z\" | session.ended-at",
                "\"localId\":\"a\",\"durationSeconds\":-1          | session.duration",
                "\"localId\":\"a\",\"durationSeconds\":31536001    | session.duration",
                "\"localId\":\"a\",\"durationSeconds\":1.5         | json.wrong-type",
                "\"localId\":\"a\",\"repoOwner\":\"quay\"          | session.repo-name",
                "\"localId\":\"a\",\"startedAt\":\"2026-11-20T12:00:00Z\" | session.repo-owner",
                "\"localId\":\"a\",\"status\":\"ended\"            | json.unknown-field"
            })
    void what_cannot_be_is_refused(String fields, String code) {
        ends(ann, fields).isProblem(400, code);
    }
}
