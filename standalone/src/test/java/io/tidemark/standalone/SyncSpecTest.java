package io.tidemark.standalone;

import static io.tidemark.standalone.Tabs.BOATS;
import static io.tidemark.standalone.Tabs.SESSIONS;
import static io.tidemark.standalone.Tabs.SYNC;
import static io.tidemark.standalone.Tabs.activities;
import static io.tidemark.standalone.Tabs.activity;
import static io.tidemark.standalone.Tabs.batch;
import static io.tidemark.standalone.Tabs.body;
import static io.tidemark.standalone.Tabs.ends;
import static io.tidemark.standalone.Tabs.localId;
import static io.tidemark.standalone.Tabs.op;
import static io.tidemark.standalone.Tabs.start;
import static io.tidemark.standalone.Tabs.starts;
import static io.tidemark.standalone.Tabs.sync;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** POST /api/sync/sessions */
@ExtendWith(SharedTidemark.class)
class SyncSpecTest {

    private static final String AT = "2026-11-20T12:00:00.123Z";
    private static final String START = op("start", start("tab-1", "\"startedAt\":\"%s\"".formatted(AT)));
    private static final String MORE = op("activities", activities("tab-1", activity("a", AT)));
    private static final String END = op("end", body(localId("tab-1"), "\"durationSeconds\":60"));

    private final Caller ann;
    private final Caller bob;

    SyncSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
    }

    @Test
    void each_operation_is_answered_in_its_place() {
        var other = op("start", start("tab-2"));
        var results = sync(ann, List.of(START, other, MORE, END));
        assertThat(statuses(results)).containsExactly(201, 201, 200, 200);
        assertThat(results).extracting(each -> each.get("version").longValue()).containsExactly(0L, 0L, 1L, 2L);
        assertThat(results.get(0).propertyNames()).containsExactly("status", "id", "version", "cursor");
        assertThat(results.get(3).get("id")).isEqualTo(results.get(0).get("id"));
        assertThat(results.get(1).get("id")).isNotEqualTo(results.get(0).get("id"));
        var session = SESSIONS + "/" + results.get(0).get("id").stringValue();
        var read =
                ann.get(session, "Tidemark-After", results.get(3).get("cursor").stringValue());
        assertThat(read.is(200).text("status")).isEqualTo("ended");
        assertThat(read.json().get("activityCount").longValue()).isEqualTo(1);
    }

    @Test
    void operations_on_one_session_are_done_in_their_order() {
        assertThat(codes(sync(ann, List.of(END, MORE, START, MORE, END))))
                .containsExactly("session.unknown", "session.unknown", "201", "200", "200");
    }

    @Test
    void whole_batch_may_be_sent_again() {
        sync(ann, List.of(START, MORE, END));
        var again = sync(ann, List.of(START, MORE, END));
        assertThat(statuses(again)).containsExactly(200, 200, 200);
        assertThat(again).extracting(each -> each.get("version").longValue()).containsOnly(2L);
        assertThat(ann.eventsUpTo(starts(ann, "tab-1").is(200))).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7                                                 | json.wrong-type",
                "null                                              | json.wrong-type",
                "[]                                                | json.wrong-type",
                "{}                                                | session.op",
                "{\"op\":\"stop\"}                                 | session.op",
                "{\"op\":1}                                        | session.op",
                "{\"op\":\"start\",\"localId\":\"\"}               | session.local-id",
                "{\"op\":\"start\",\"what\":1}                     | json.unknown-field",
                "{\"op\":\"start\",\"access_token\":\"t\"}         | json.unknown-field",
                "{\"op\":\"start\",\"localId\":1}                  | json.wrong-type",
                "{\"op\":\"start\",\"localId\":\"\\ud83d\"}        | json.wrong-type",
                "{\"op\":\"end\",\"id\":\"x\"}                     | session.id",
                "{\"op\":\"end\",\"localId\":\"a\",\"localId\":\"b\"} | json.malformed",
                "{\"op\":\"end\",\"localId\":\"a\",\"durationSeconds\":1e99999999999} | session.duration",
                "{\"op\":\"end\",\"localId\":\"a\",\"durationSeconds\":99999999999999999999} | session.duration",
                "{\"op\":\"end\",\"localId\":\"a\",\"durationSeconds\":-1e99999999999} | session.duration",
                "{\"op\":\"end\",\"localId\":\"a\",\"durationSeconds\":1800.5}   | json.wrong-type",
                "{\"op\":\"end\",\"localId\":\"a\",\"durationSeconds\":\"1800\"} | json.wrong-type",
                "{\"op\":1e99999999999}                        | session.op",
                "1e99999999999                                     | json.wrong-type",
                "\"\\ud83d]},{\\\"\"                               | json.wrong-type",
                "{\"op\":\"activities\",\"localId\":\"tab-1\"}     | session.activities"
            })
    void bad_operation_hurts_no_other(String bad, String code) {
        var results = sync(ann, List.of(START, bad, MORE));
        assertThat(codes(results)).containsExactly("201", code, "200");
        assertThat(results.get(1).propertyNames()).containsExactly("status", "code", "detail", "retryable");
        assertThat(results.get(1).get("status").intValue()).isEqualTo(400);
        assertThat(results.get(1).get("retryable").booleanValue()).isFalse();
    }

    @Test
    void operation_beyond_the_limits_of_the_parser_hurts_no_other() {
        var number = op("end", body(localId("tab-1"), "\"durationSeconds\":" + "1".repeat(2_000)));
        var name = op("end", body("\"" + "n".repeat(60_000) + "\":1"));
        var deep = op("end", body("\"id\":" + "[".repeat(2_000) + "]".repeat(2_000)));
        assertThat(codes(sync(ann, List.of(START, number, name, deep, MORE))))
                .containsExactly("201", "json.out-of-bounds", "json.out-of-bounds", "json.out-of-bounds", "200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1800", "1800.0", "1.8e3", "18000E-1"})
    void number_is_read_by_its_value(String seconds) {
        var pr = "\"repoOwner\":\"quay\",\"repoName\":\"boats\",\"prNumber\":4.2e1,\"startedAt\":\"%s\"".formatted(AT);
        var all = List.of(
                op("start", body(localId("tab-1"), pr)),
                op("activities", activities("tab-1", activity("a", AT).replace("}", ",\"count\":2.0}"))),
                op("end", body(localId("tab-1"), "\"durationSeconds\":" + seconds)));
        assertThat(codes(sync(ann, all))).containsExactly("201", "200", "200");
        var session = ends(ann, localId("tab-1"), "\"durationSeconds\":" + seconds)
                .is(200)
                .json();
        assertThat(session.get("durationSeconds").longValue()).isEqualTo(1_800);
        assertThat(session.get("activityCount").longValue()).isEqualTo(2);
    }

    @Test
    void repository_of_another_case_is_the_same_and_its_end_is_kept() {
        var end = op("end", body(localId("tab-1"), BOATS.replace("quay", "Quay"), "\"durationSeconds\":60"));
        assertThat(codes(sync(ann, List.of(START, end)))).containsExactly("201", "200");
    }

    @Test
    void what_may_work_later_says_so() {
        var taken = op("start", body(localId("tab-1"), BOATS.replace("42", "43")));
        var results = sync(ann, List.of(MORE, START, taken));
        assertThat(codes(results)).containsExactly("session.unknown", "201", "session.local-id-taken");
        assertThat(statuses(results)).containsExactly(404, 201, 409);
        assertThat(results.get(0).get("retryable").booleanValue()).isTrue();
        assertThat(results.get(2).get("retryable").booleanValue()).isFalse();
    }

    @Test
    void nobody_touches_what_is_not_theirs() {
        var id = "\"id\":\"%s\"".formatted(starts(ann, "tab-1").is(201).text("id"));
        var results = sync(
                bob,
                List.of(
                        op("end", body(id)),
                        op("activities", body(id, "\"activities\":[%s]".formatted(activity("a", AT))))));
        assertThat(codes(results)).containsExactly("session.unknown", "session.unknown");
        assertThat(ann.eventsUpTo(starts(ann, "tab-1").is(200))).hasSize(1);
    }

    @Test
    void there_are_1_to_500_operations() {
        ann.post(SYNC, batch()).isProblem(400, "session.operations");
        ann.post(SYNC, "{}").isProblem(400, "session.operations");
        assertThat(statuses(sync(ann, many(500)))).hasSize(500).containsOnly(404);
        ann.post(SYNC, batch(many(501))).isProblem(400, "session.operations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"access_token\":\"t\"", "\"what\":1"})
    void field_of_no_batch_is_refused(String field) {
        ann.post(SYNC, "{\"operations\":[%s],%s}".formatted(START, field)).isProblem(400, "json.unknown-field");
    }

    @Test
    void what_is_no_batch_is_refused() {
        ann.post(SYNC, "").isProblem(400, "request.invalid");
        ann.post(SYNC, " ").isProblem(400, "json.wrong-type");
        ann.post(SYNC, "null").isProblem(400, "session.operations");
        ann.post(SYNC, "[]").isProblem(400, "json.wrong-type");
        ann.post(SYNC, batch(START) + " {}").isProblem(400, "json.wrong-type");
        ann.post(SYNC, batch(START) + "}").isProblem(400, "json.malformed");
        ann.post(SYNC, batch(START).replace("]}", "],\"operations\":[]}")).isProblem(400, "json.malformed");
        ann.post(SYNC, "{\"operations\":null}").isProblem(400, "session.operations");
        ann.post(SYNC, "{\"operations\":[{]}").isProblem(400, "json.malformed");
        ann.post(SYNC, "{\"operations\":{}}").isProblem(400, "json.wrong-type");
        ann.post(SYNC, "{\"operations\":[").isProblem(400, "json.malformed");
        ann.post(SYNC, batch(START), "Content-Type", "application/xml").isProblem(415, "unsupported-media-type");
    }

    private static List<String> many(int number) {
        return Stream.generate(() -> END).limit(number).toList();
    }

    private static List<Integer> statuses(List<JsonNode> results) {
        return results.stream().map(each -> each.get("status").intValue()).toList();
    }

    /** The code of what was refused, else the status. */
    private static List<String> codes(List<JsonNode> results) {
        return results.stream()
                .map(each -> each.has("code")
                        ? each.get("code").stringValue()
                        : each.get("status").toString())
                .toList();
    }
}
