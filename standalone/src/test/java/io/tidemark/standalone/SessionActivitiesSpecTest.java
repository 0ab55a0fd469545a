package io.tidemark.standalone;

import static io.tidemark.standalone.Tabs.activities;
import static io.tidemark.standalone.Tabs.activity;
import static io.tidemark.standalone.Tabs.adds;
import static io.tidemark.standalone.Tabs.body;
import static io.tidemark.standalone.Tabs.ends;
import static io.tidemark.standalone.Tabs.localId;
import static io.tidemark.standalone.Tabs.op;
import static io.tidemark.standalone.Tabs.starts;
import static io.tidemark.standalone.Tabs.sync;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** POST /api/sessions/activities */
@ExtendWith(SharedTidemark.class)
class SessionActivitiesSpecTest {

    private static final String AT = "2026-11-20T12:00:00.123Z";

    private final Caller ann;
    private final Caller bob;
    private final Answer started;

    SessionActivitiesSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
        started = starts(ann, "tab-1", "\"startedAt\":\"%s\"".formatted(AT)).is(201);
    }

    @Test
    void answers_with_the_totals() {
        var scrolls = activity("b", "2026-11-20T12:01:00Z")
                .replace("comment", "scroll")
                .replace("}", ",\"count\":7}");
        var answer = adds(ann, activities("tab-1", activity("a", AT), scrolls)).is(200);
        assertThat(answer.json().get("activityCount").longValue()).isEqualTo(8);
        assertThat(answer.json().get("activities")).hasToString("{\"comment\":1,\"scroll\":7}");
        assertThat(answer.text("lastActivityAt")).isEqualTo("2026-11-20T12:01:00.000Z");
        assertThat(answer.text("status")).isEqualTo("open");
        assertThat(ann.getAfter(answer, started.location()).json()).isEqualTo(answer.json());
    }

    @Test
    void each_counts_once() {
        adds(ann, activities("tab-1", activity("a", AT))).is(200);
        var both = adds(ann, activities("tab-1", activity("a", AT), activity("b", AT), activity("b", AT)))
                .is(200);
        assertThat(both.json().get("activityCount").longValue()).isEqualTo(2);
        var again = adds(ann, activities("tab-1", activity("b", AT), activity("a", AT)))
                .is(200);
        assertThat(again.json()).isEqualTo(both.json());
        var events = ann.eventsUpTo(again);
        assertThat(events).hasSize(3);
        assertThat(events.get(2).get("data").get("activities").valueStream())
                .extracting(each -> each.get("localId").stringValue())
                .containsExactly("b");
    }

    /** A snapshot of the session is taken on the way, and stands for the events before it. */
    @Test
    void each_counts_once_however_long_the_session_is() {
        var operations = IntStream.range(0, 250)
                .mapToObj(i -> op("activities", activities("tab-1", activity("a" + i, AT))))
                .toList();
        sync(ann, operations);
        assertThat(sync(ann, operations)).allMatch(each -> each.get("version").longValue() == 250);
        var answer = adds(ann, activities("tab-1", activity("a0", AT))).is(200);
        assertThat(answer.json().get("activityCount").longValue()).isEqualTo(250);
    }

    @Test
    void they_count_after_the_end_too() {
        ends(ann, localId("tab-1")).is(200);
        var answer = adds(ann, activities("tab-1", activity("a", AT))).is(200);
        assertThat(answer.text("status")).isEqualTo("ended");
        assertThat(answer.json().get("activityCount").longValue()).isEqualTo(1);
    }

    @Test
    void there_may_be_500_in_a_call_and_no_more() {
        assertThat(adds(ann, many(500)).is(200).json().get("activityCount").longValue())
                .isEqualTo(500);
        adds(ann, many(501)).isProblem(400, "session.activities");
    }

    @Test
    void activities_of_nothing_are_unknown() {
        adds(ann, activities("tab-2", activity("a", AT))).isProblem(404, "session.unknown");
    }

    @Test
    void nobody_adds_to_what_is_not_theirs() {
        var sent = "{\"id\":\"%s\",\"activities\":[%s]}".formatted(started.text("id"), activity("a", AT));
        adds(bob, sent).isProblem(404, "session.unknown");
        assertThat(ann.getAfter(started, started.location())
                        .is(200)
                        .json()
                        .get("activityCount")
                        .longValue())
                .isZero();
        adds(ann, sent).is(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "localId | \"\"           | session.local-id",
                "kind    | \"Comment\"    | session.activity-kind",
                "kind    | null           | session.activity-kind",
                "at      | \"noon\"       | session.activity-at",
                "at      | null           | session.activity-at",
                "count   | 0              | session.activity-count",
                "count   | 1000001        | session.activity-count",
                "count   | \"1\"          | json.wrong-type",
                "what    | 1              | json.unknown-field"
            })
    void what_cannot_be_is_refused(String field, String value, String code) {
        var bad = activity("b", AT)
                .replaceFirst("\"%s\":\"[^\"]*\",?".formatted(field), "")
                .replace(",}", "}");
        var sent = activities("tab-1", activity("a", AT), bad.replace("}", ",\"%s\":%s}".formatted(field, value)));
        adds(ann, sent).isProblem(400, code);
        assertThat(ann.getAfter(started, started.location())
                        .is(200)
                        .json()
                        .get("activityCount")
                        .longValue())
                .isZero();
    }

    @Test
    void there_is_something_in_a_call() {
        adds(ann, activities("tab-1")).isProblem(400, "session.activities");
        adds(ann, body(localId("tab-1"))).isProblem(400, "session.activities");
        adds(ann, activities("tab-1", "null")).isProblem(400, "session.activities");
    }

    private static String many(int number) {
        return activities(
                "tab-1",
                IntStream.range(0, number).mapToObj(i -> activity("a" + i, AT)).collect(Collectors.joining(",")));
    }
}
