package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /api/audit/replays, GET /api/audit/replays and /api/audit/replays/{id} */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplaySpecTest {

    private static final String PATH = "/api/audit/replays";
    private static final Duration CEILING = Duration.ofSeconds(60);

    private final RunningTidemark tidemark = RunningTidemark.start(TestDatabase.create());
    private final Caller admin = tidemark.newUser("admin");
    private final Caller ann = tidemark.newUser();
    private final Answer created = ann.creates("Greeting");

    @AfterAll
    void stop() {
        tidemark.close();
    }

    @Test
    void a_shadow_replay_compares_the_read_models_with_the_log() {
        ann.getAfter(created, REPLIES).is(200);
        var begun = admin.post(PATH, "{\"mode\":\"shadow\"}").is(202);
        assertThat(begun.location()).isEqualTo(PATH + "/" + begun.text("id"));
        assertThat(begun.text("mode")).isEqualTo("shadow");
        assertThat(begun.text("startedBy")).isEqualTo(admin.user());
        var ended = ended(begun);
        assertThat(ended.text("state")).isEqualTo("matches");
        assertThat(ended.json().get("events")).isEqualTo(ended.json().get("total"));
        assertThat(ended.list("differences")).isEmpty();
        assertThat(ended.text("finishedAt")).isGreaterThanOrEqualTo(ended.text("startedAt"));
    }

    @Test
    void a_shadow_replay_tells_the_rows_that_differ() {
        ann.getAfter(created, REPLIES).is(200);
        tidemark.database().sql("UPDATE reply_view SET content = 'tampered'").update();
        var ended = ended(admin.post(PATH, "{\"mode\":\"shadow\"}").is(202));
        tidemark.database().sql("UPDATE reply_view SET content = 'Hello'").update();
        assertThat(ended.text("state")).isEqualTo("differs");
        var difference = ended.list("differences").get(0);
        assertThat(difference.get("table").asString()).isEqualTo("reply_view");
        assertThat(difference.at("/live/content").asString()).isEqualTo("tampered");
        assertThat(difference.at("/rebuilt/content").asString()).isEqualTo("Hello");
    }

    @Test
    void in_place_repairs_the_read_models() {
        ann.getAfter(created, REPLIES).is(200);
        tidemark.database().sql("UPDATE reply_view SET content = 'tampered'").update();
        var ended = ended(admin.post(PATH, "{\"mode\":\"in-place\"}").is(202));
        assertThat(ended.text("state")).isEqualTo("done");
        assertThat(ann.get(created.location()).is(200).json()).isEqualTo(created.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shadow", "in-place"})
    void who_began_it_and_why_is_in_the_audit(String mode) {
        var begun = admin.post(PATH, "{\"mode\":\"%s\",\"reason\":\"after the fix\"}".formatted(mode))
                .is(202);
        ended(begun);
        var auditor = tidemark.newUser("auditor");
        var about = "{\"replay\":%s,\"mode\":\"%s\",\"reason\":\"after the fix\"}".formatted(begun.text("id"), mode);
        await().atMost(CEILING)
                .untilAsserted(
                        () -> assertThat(auditor.get("/api/audit/events?type=replay:started&actor=" + admin.user())
                                        .is(200)
                                        .body())
                                .contains(about.substring(1)));
        assertThat(admin.get("/api/audit/events").is(200).list("data")).isEmpty();
    }

    @Test
    void latest_come_first() {
        var one = ended(admin.post(PATH, "{\"mode\":\"shadow\"}").is(202));
        var two = ended(admin.post(PATH, "{\"mode\":\"shadow\"}").is(202));
        assertThat(admin.get(PATH).is(200).list("data"))
                .extracting(replay -> replay.get("id").asString())
                .startsWith(two.text("id"), one.text("id"));
    }

    @Test
    void second_one_is_refused_while_one_runs() {
        tidemark.database()
                .sql("UPDATE replay SET state = 'failed' WHERE state = 'running'")
                .update();
        tidemark.database()
                .sql("INSERT INTO replay (mode, started_by, total) VALUES ('shadow', 'another process', 0)")
                .update();
        for (var mode : List.of("shadow", "in-place")) {
            admin.post(PATH, "{\"mode\":\"%s\"}".formatted(mode)).isProblem(409, "replay.running");
        }
        tidemark.database()
                .sql("UPDATE replay SET state = 'failed' WHERE state = 'running'")
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"mode\":null}", "{\"mode\":\"upside-down\"}"})
    void mode_that_is_none_is_refused(String order) {
        admin.post(PATH, order).isProblem(400, "replay.mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "99999999", "-1", "9999999999999999999"})
    void one_that_there_is_not_is_not_found(String id) {
        admin.get(PATH + "/" + id).isProblem(404, "not-found");
    }

    @Test
    void only_an_admin_may() {
        for (var caller : List.of(ann, tidemark.newUser("auditor"))) {
            caller.post(PATH, "{\"mode\":\"shadow\"}").isProblem(403, "forbidden");
            caller.get(PATH).isProblem(403, "forbidden");
            caller.get(PATH + "/1").isProblem(403, "forbidden");
        }
    }

    private Answer ended(Answer begun) {
        return await().atMost(CEILING)
                .until(
                        () -> admin.get(begun.location()).is(200),
                        answer -> !answer.text("state").equals("running"));
    }
}
