package io.tidemark.standalone;

import static io.tidemark.standalone.Tabs.BOATS;
import static io.tidemark.standalone.Tabs.SESSIONS;
import static io.tidemark.standalone.Tabs.body;
import static io.tidemark.standalone.Tabs.localId;
import static io.tidemark.standalone.Tabs.starts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** POST /api/sessions/start */
@ExtendWith(SharedTidemark.class)
class StartSessionSpecTest {

    private static final String START = SESSIONS + "/start";
    private static final String AT = "\"startedAt\":\"2026-11-20T12:00:00.123Z\"";

    private final Caller ann;
    private final Caller bob;
    private final RunningTidemark tidemark;

    StartSessionSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
        bob = tidemark.newUser();
    }

    @Test
    void answers_with_the_whole_session() {
        var answer = starts(ann, "tab-1", AT).is(201);
        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "id",
                        "localId",
                        "repoOwner",
                        "repoName",
                        "prNumber",
                        "status",
                        "startedAt",
                        "contradictory",
                        "activityCount",
                        "activities",
                        "version",
                        "updatedAt");
        assertThat(answer.text("status")).isEqualTo("open");
        assertThat(answer.text("startedAt")).isEqualTo("2026-11-20T12:00:00.123Z");
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(answer.location()).isEqualTo(SESSIONS + "/" + answer.text("id"));
        assertThat(answer.header("Tidemark-Command")).isNotBlank();
    }

    @Test
    void session_is_read_where_the_answer_says() {
        var started = starts(ann, "tab-1").is(201);
        var read = ann.getAfter(started, started.location()).is(200);
        assertThat(read.json()).isEqualTo(started.json());
        assertThat(read.header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    void same_start_again_is_the_same_session() {
        var first = starts(ann, "tab-1").is(201);
        var again = starts(ann, "tab-1").is(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.cursor()).isEqualTo(first.cursor());
        assertThat(ann.eventsUpTo(again)).hasSize(1);
    }

    @Test
    void start_that_another_device_told_before_stays() {
        var first = starts(ann, "tab-1", AT).is(201);
        var again =
                starts(ann, "tab-1", "\"startedAt\":\"2026-11-20T13:00:00Z\"").is(200);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void starts_at_once_are_one_session() {
        var sent = Stream.generate(() -> ann.sendSoon("POST", START, Tabs.start("tab-1", AT)))
                .limit(20)
                .toList();
        var answers = sent.stream().map(each -> each.join()).toList();
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(answers)
                .extracting(answer -> answer.text("id"))
                .containsOnly(answers.get(0).text("id"));
        assertThat(ann.eventsUpTo(answers.get(0))).hasSize(1);
    }

    @Test
    void start_under_a_key_is_answered_again() {
        var first =
                ann.post(START, Tabs.start("tab-1", AT), "Idempotency-Key", "k").is(201);
        Tabs.ends(ann, localId("tab-1")).is(200);
        var again =
                ann.post(START, Tabs.start("tab-1", AT), "Idempotency-Key", "k").is(200);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void name_is_taken_by_one_pull_request() {
        starts(ann, "tab-1").is(201);
        ann.post(START, body(localId("tab-1"), BOATS.replace("42", "43"))).isProblem(409, "session.local-id-taken");
    }

    @Test
    void same_name_is_another_session_for_somebody_else() {
        var anns = starts(ann, "tab-1").is(201);
        var bobs = starts(bob, "tab-1").is(201);
        assertThat(bobs.text("id")).isNotEqualTo(anns.text("id"));
        assertThat(bob.getAfter(bobs, anns.location())
                        .isProblem(404, "not-found")
                        .status())
                .isEqualTo(404);
        assertThat(bob.eventsUpTo(bobs)).hasSize(1);
        assertThat(bob.getAfter(bobs, "/api/snapshot").is(200).list("sessions")).hasSize(1);
        assertThat(bob.get(SESSIONS).is(200).list("data")).containsExactly(bobs.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "localId   | \"\"                    | session.local-id",
                "localId   | \"a b\"                 | session.local-id",
                "localId   | null                    | session.local-id",
                "repoOwner | \"a/b\"                 | session.repo-owner",
                "repoOwner | null                    | session.repo-owner",
                "repoName  | \"\"                    | session.repo-name",
                "prNumber  | 0                       | session.pr-number",
                "prNumber  | 2147483648              | session.pr-number",
                "prNumber  | null                    | session.pr-number",
                "prNumber  | 1.5                     | json.wrong-type",
                "prNumber  | \"1\"                   | json.wrong-type",
                "startedAt | \"yesterday\"           | session.started-at",
                "startedAt | \"1999-12-31T00:00:00Z\"| session.started-at",
                "startedAt | 1700000000              | json.wrong-type",
                "owner     | \"eve\"                 | json.unknown-field"
            })
    void what_cannot_be_is_refused(String field, String value, String code) {
        var fields = Stream.of("localId", "repoOwner", "repoName", "prNumber")
                .filter(each -> !each.equals(field))
                .map(each -> "\"%s\":%s".formatted(each, each.equals("prNumber") ? "42" : "\"a\""))
                .toArray(String[]::new);
        var sent = body(String.join(",", fields), "\"%s\":%s".formatted(field, value));
        ann.post(START, sent).isProblem(400, code);
        assertThat(ann.get(SESSIONS).is(200).list("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/sessions/start",
        "POST, /api/sessions/end",
        "POST, /api/sessions/activities",
        "POST, /api/sync/sessions",
        "GET, /api/sessions",
        "GET, /api/sessions/6f1c2d4e-0000-4000-8000-000000000001"
    })
    void everything_about_sessions_needs_a_token(String method, String path) {
        tidemark.anybody().sendSoon(method, path, Tabs.start("tab-1")).join().isProblem(401, "unauthenticated");
    }
}
