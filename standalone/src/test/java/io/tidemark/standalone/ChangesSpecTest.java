package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** GET /api/changes */
@ExtendWith(SharedTidemark.class)
class ChangesSpecTest {

    private static final String CHANGES = "/api/changes";

    private final Caller ann;
    private final Caller bob;
    private final JdbcClient database;

    ChangesSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
        database = tidemark.database();
    }

    @Test
    void without_a_cursor_it_is_from_now_on() {
        ann.getAfter(ann.creates("before"), REPLIES).is(200);
        var answer = ann.get(CHANGES + "?wait=60").is(200);
        assertThat(answer.text("mode")).isEqualTo("live");
        assertThat(answer.list("events")).isEmpty();
        assertThat(answer.text("cursor")).isEqualTo(answer.text("head")).isEqualTo(answer.text("from"));
        assertThat(answer.cursor()).isEqualTo(answer.text("cursor"));
        assertThat(answer.json().get("more").booleanValue()).isFalse();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
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

    @ParameterizedTest
    @CsvSource({
        "'', malformed",
        "x, malformed",
        "1, malformed",
        "k7q2.01, malformed",
        "%00, malformed-query",
        "0.1, foreign",
        "zzzzzzzz.0, foreign",
        "EPOCH.999999999999, ahead"
    })
    void useless_cursor_is_answered_with_a_reset(String after, String reason) {
        var cursor = after.replace("EPOCH", start().replaceFirst("\\..*", ""));
        var answer = ann.get(CHANGES + "?wait=60&after=" + cursor);
        if (reason.equals("malformed-query")) {
            answer.isProblem(400, "query.malformed");
            return;
        }
        assertThat(answer.is(200).text("mode")).isEqualTo("reset");
        assertThat(answer.text("reason")).isEqualTo(reason);
        assertThat(answer.list("events")).isEmpty();
        assertThat(answer.text("cursor")).isEqualTo(answer.text("head")).isEqualTo(answer.text("from"));
    }

    @Test
    void cursor_older_than_the_feed_is_answered_with_a_reset() {
        var old = start();
        ann.getAfter(ann.creates("a"), REPLIES).is(200);
        database.sql("UPDATE feed_state SET floor = head").update();
        try {
            assertThat(ann.get(CHANGES + "?after=" + old).is(200).text("reason"))
                    .isEqualTo("expired");
        } finally {
            database.sql("UPDATE feed_state SET floor = 0").update();
        }
    }

    @Test
    void waiting_ends_with_the_next_change() {
        var start = start();
        var poll = ann.sendSoon("GET", CHANGES + "?wait=60&after=" + start, "");
        ann.creates("a");
        var answer = poll.join().is(200);
        assertThat(answer.text("mode")).isEqualTo("resumed");
        assertThat(answer.list("events")).hasSize(1);
        assertThat(answer.text("from")).isEqualTo(start);
        assertThat(answer.json().get("replayed").longValue()).isEqualTo(1);
    }

    @Test
    void what_is_there_already_is_not_waited_for() {
        var start = start();
        ann.getAfter(ann.creates("a"), REPLIES).is(200);
        assertThat(ann.get(CHANGES + "?wait=60&after=" + start).is(200).list("events"))
                .hasSize(1);
    }

    @Test
    void waiting_for_nothing_moves_the_cursor_on() {
        var start = start();
        var others = bob.creates("a");
        bob.getAfter(others, REPLIES).is(200);
        long begin = System.nanoTime();
        var answer = ann.get(CHANGES + "?wait=1&after=" + start).is(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(answer.list("events")).isEmpty();
        assertThat(answer.text("cursor")).isEqualTo(answer.text("head")).isNotEqualTo(start);
    }

    @Test
    void change_of_another_type_does_not_end_the_waiting() {
        var start = start();
        var poll = ann.sendSoon("GET", CHANGES + "?wait=60&types=reply:deleted&after=" + start, "");
        var created = ann.creates("a");
        ann.getAfter(created, REPLIES).is(200);
        assertThat(poll).isNotDone();
        ann.delete(created.location()).is(204);
        assertThat(poll.join().is(200).list("events"))
                .extracting(event -> event.get("type").stringValue())
                .containsExactly("reply:deleted");
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
    @org.junit.jupiter.params.provider.MethodSource("tooManyTypes")
    @ValueSource(strings = {"x", "reply:", ",", "reply:created,", "Reply:created", "reply:created;x:y", "a:b:c"})
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
