package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /api/changes: what is answered */
@ExtendWith(SharedTidemark.class)
class ChangesSpecTest {

    private static final String CHANGES = "/api/changes";

    private final Caller ann;
    private final Caller bob;

    ChangesSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
    }

    @Test
    void from_a_cursor_it_is_what_followed() {
        var start = start();
        var created = ann.post(
                        REPLIES, "{\"title\":\"a\",\"content\":\"b\",\"category\":\"c\"}", "Idempotency-Key", "k")
                .is(201);
        ann.getAfter(
                ann.patch(created.location(), "{\"title\":\"A\",\"category\":null}")
                        .is(200),
                REPLIES);
        ann.getAfter(ann.delete(created.location()).is(204), REPLIES).is(200);
        var answer = ann.get(CHANGES + "?after=" + start).is(200);
        assertThat(answer.text("mode")).isEqualTo("resumed");
        assertThat(answer.text("from")).isEqualTo(start);
        assertThat(answer.json().get("replayed").longValue()).isEqualTo(3);
        assertThat(answer.json().has("reason")).isFalse();
        assertThat(answer.list("events"))
                .extracting(event -> event.get("type").stringValue() + " "
                        + withoutId(event.get("data").toString()))
                .containsExactly(
                        "reply:created {\"title\":\"a\",\"content\":\"b\",\"category\":\"c\",\"tags\":[]}",
                        "reply:updated {\"title\":\"A\",\"category\":null}",
                        "reply:deleted {}");
    }

    private static String withoutId(String data) {
        return data.replaceFirst("\"id\":\"[0-9a-f-]{36}\",?", "");
    }

    @Test
    void an_event_is_a_cloud_event() {
        var start = start();
        var created = ann.post(REPLIES, Caller.HELLO, "Idempotency-Key", "k").is(201);
        ann.getAfter(created, REPLIES).is(200);
        var event = ann.get(CHANGES + "?after=" + start).is(200).list("events").get(0);
        assertThat(event.propertyNames())
                .containsExactly(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "sequence",
                        "version",
                        "previous",
                        "actor",
                        "commandid",
                        "data");
        assertThat(event.get("specversion").stringValue()).isEqualTo("1.0");
        assertThat(event.get("source").stringValue()).isEqualTo("/tidemark/" + start.replaceFirst("[.].*", ""));
        assertThat(event.get("subject").stringValue()).isEqualTo("reply/" + created.text("id"));
        assertThat(event.get("time").stringValue()).isEqualTo(created.text("createdAt"));
        assertThat(event.get("sequence").stringValue()).matches("\\d{20}");
        assertThat(event.get("version").longValue()).isZero();
        assertThat(event.get("actor").stringValue()).isEqualTo(ann.user());
        assertThat(event.get("commandid").stringValue()).isEqualTo("k");
    }

    @Test
    void each_event_names_the_one_before_it() {
        var start = start();
        ann.creates("a");
        bob.creates("between");
        ann.getAfter(ann.creates("b"), REPLIES).is(200);
        var events = ann.get(CHANGES + "?after=" + start).is(200).list("events");
        var epoch = start.replaceFirst("\\..*", "");
        assertThat(events.get(0).get("previous").stringValue()).isEqualTo(epoch + ".0");
        assertThat(events.get(1).get("previous").stringValue())
                .isEqualTo(epoch + "."
                        + Long.parseLong(events.get(0).get("sequence").stringValue()));
    }

    @Test
    void nobody_sees_what_is_not_theirs() {
        var start = start();
        ann.getAfter(ann.creates("secret"), REPLIES).is(200);
        assertThat(bob.get(CHANGES + "?after=" + start).is(200).body()).doesNotContain("secret");
    }

    @Test
    void only_the_types_asked_for_are_answered() {
        var start = start();
        var created = ann.creates("a");
        ann.patch(created.location(), "{\"title\":\"b\"}").is(200);
        ann.getAfter(ann.delete(created.location()).is(204), REPLIES).is(200);
        var answer = ann.get(CHANGES + "?types=reply:deleted,reply:created,no:such&after=" + start)
                .is(200);
        assertThat(answer.json().get("replayed").longValue()).isEqualTo(2);
        assertThat(answer.list("events"))
                .extracting(event -> event.get("type").stringValue())
                .containsExactly("reply:created", "reply:deleted");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void page_by_page_each_event_comes_once(int limit) {
        var cursor = start();
        ann.getAfter(
                        IntStream.range(0, 4)
                                .mapToObj(i -> ann.creates("t" + i))
                                .toList()
                                .get(3),
                        REPLIES)
                .is(200);
        var seen = new java.util.ArrayList<String>();
        for (boolean more = true; more; ) {
            var page = ann.get(CHANGES + "?limit=" + limit + "&after=" + cursor).is(200);
            assertThat(page.list("events")).hasSizeLessThanOrEqualTo(limit);
            page.list("events")
                    .forEach(event -> seen.add(event.get("data").get("title").stringValue()));
            cursor = page.text("cursor");
            more = page.json().get("more").booleanValue();
        }
        assertThat(seen).containsExactly("t0", "t1", "t2", "t3");
        assertThat(ann.get(CHANGES + "?after=" + cursor).is(200).list("events")).isEmpty();
    }

    static List<String> tooManyTypes() {
        return List.of(IntStream.range(0, 51)
                .mapToObj(i -> "a".repeat(i + 1).substring(0, Math.min(50, i + 1)) + ":" + "b".repeat(i % 49 + 1))
                .collect(Collectors.joining(",")));
    }

    @ParameterizedTest
    @MethodSource("tooManyTypes")
    @ValueSource(strings = {"x", "reply:", "Reply:created", "reply:created;x:y", "a:b:c"})
    void types_that_are_none_are_refused(String types) {
        ann.get(CHANGES + "?types=" + types).isProblem(400, "types.invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0", "limit, -1", "limit, 1001", "limit, x", "limit, 99999999999999999999",
        "wait, -1", "wait, 61", "wait, x", "wait, 1.5", "wait, 99999999999999999999"
    })
    void number_out_of_bounds_is_refused(String name, String value) {
        ann.get(CHANGES + "?" + name + "=" + value).isProblem(400, name + ".invalid");
    }

    private String start() {
        return ann.get(CHANGES).is(200).text("cursor");
    }
}
