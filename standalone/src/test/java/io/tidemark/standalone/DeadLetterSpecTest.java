package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** GET /api/admin/dead-letters, POST and DELETE of one subject's */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterSpecTest {

    private static final String PATH = "/api/admin/dead-letters";

    private final RunningTidemark tidemark =
            RunningTidemark.start(TestDatabase.create(), "logging.level.io.tidemark.query.project=off");
    private final Caller admin = tidemark.newUser("admin");
    private final Caller ann = tidemark.newUser();

    @BeforeEach
    void refuse() {
        tidemark.database()
                .sql("ALTER TABLE reply_view ADD CONSTRAINT no_bad_title CHECK (title NOT LIKE 'bad%') NOT VALID")
                .update();
    }

    @AfterEach
    void clean() {
        take();
        tidemark.database().sql("TRUNCATE dead_letter_entry").update();
    }

    private void take() {
        tidemark.database()
                .sql("ALTER TABLE reply_view DROP CONSTRAINT IF EXISTS no_bad_title")
                .update();
    }

    @AfterAll
    void stop() {
        tidemark.close();
    }

    @Test
    void are_listed_with_why_and_how_many_wait() {
        var bad = refused("bad");
        var listed = admin.get(PATH).is(200).list("data");
        assertThat(listed).hasSize(1);
        var dead = listed.get(0);
        assertThat(dead.get("subject").asString()).isEqualTo("reply/" + bad.text("id"));
        assertThat(dead.get("kind").asString()).isEqualTo("reply");
        assertThat(dead.get("id").asString()).isEqualTo(bad.text("id"));
        assertThat(dead.get("events").intValue()).isEqualTo(2);
        var first = dead.get("first");
        assertThat(first.get("type").asString()).isEqualTo("reply:created");
        assertThat(first.get("cursor").asString()).isEqualTo(bad.cursor());
        assertThat(first.get("time").asString()).isEqualTo(bad.text("createdAt"));
        assertThat(first.get("causeType").asString()).contains("DataIntegrityViolation");
        assertThat(first.get("cause").asString()).contains("no_bad_title");
        assertThat(dead.get("enqueuedAt").asString()).isNotEmpty();
        assertThat(dead.get("lastTouched").asString()).isNotEmpty();
    }

    @Test
    void go_on_from_page_to_page() {
        refused("bad one");
        refused("bad two");
        var first = admin.get(PATH + "?limit=1").is(200);
        var second = admin.get(PATH + "?limit=1&after=" + first.text("next")).is(200);
        assertThat(second.list("data"))
                .hasSize(1)
                .extracting(dead -> dead.get("subject").asString())
                .doesNotContain(first.list("data").get(0).get("subject").asString());
        assertThat(second.json().get("next").isNull()).isTrue();
        admin.get(PATH + "?limit=0").isProblem(400, "limit.invalid");
    }

    @Test
    void offered_again_after_the_fix_are_shown() {
        var bad = refused("bad");
        take();
        var retried = admin.post(subject(bad) + "/retry", "").is(200);
        assertThat(retried.json().get("shown").booleanValue()).isTrue();
        assertThat(retried.json().get("events").intValue()).isZero();
        assertThat(ann.get(bad.location()).is(200).text("content")).isEqualTo("Bye");
        assertThat(staleOf(bad)).isZero();
        admin.post(subject(bad) + "/retry", "").isProblem(404, "not-found");
    }

    @Test
    void offered_again_before_the_fix_are_not() {
        var bad = refused("bad");
        var retried = admin.post(subject(bad) + "/retry", "").is(200);
        assertThat(retried.json().get("shown").booleanValue()).isFalse();
        assertThat(retried.json().get("events").intValue()).isEqualTo(2);
        ann.get(bad.location()).isProblem(404, "not-found");
    }

    @Test
    void given_up_are_gone_and_stay_stale() {
        var bad = refused("bad");
        assertThat(admin.delete(subject(bad)).is(204).body()).isEmpty();
        assertThat(admin.get(PATH).is(200).list("data")).isEmpty();
        assertThat(staleOf(bad)).isEqualTo(2);
        admin.delete(subject(bad)).isProblem(404, "not-found");
    }

    @Test
    void what_an_admin_did_is_in_the_audit() {
        var auditor = tidemark.newUser("auditor");
        var given = refused("bad one");
        var offered = refused("bad two");
        admin.delete(subject(given) + "?reason=never+shown").is(204);
        admin.delete(subject(given)).is(404);
        admin.post(subject(offered) + "/retry", "").is(200);
        ann.getAfter(ann.creates("good"), REPLIES).is(200);
        var acts =
                auditor.get("/api/audit/events?actor=" + admin.user()).is(200).list("data");
        var last = acts.subList(acts.size() - 2, acts.size());
        assertThat(last)
                .extracting(act -> act.get("type").asString())
                .containsExactly("dead-letter:given-up", "dead-letter:retried");
        assertThat(last.get(0).at("/data/subject").asString()).isEqualTo("reply/" + given.text("id"));
        assertThat(last.get(0).at("/data/events").intValue()).isEqualTo(2);
        assertThat(last.get(0).at("/data/reason").asString()).isEqualTo("never shown");
        assertThat(last.get(0).get("aggregate").asString()).startsWith("administration/");
        assertThat(last.get(1).at("/data/shown").booleanValue()).isFalse();
        assertThat(last.get(1).at("/data/reason").isMissingNode()).isTrue();
        assertThat(auditor.get("/api/audit/events?type=dead-letter:given-up")
                        .is(200)
                        .list("data"))
                .contains(last.get(0));
    }

    @Test
    void what_an_admin_did_reaches_no_user() {
        var bad = refused("bad");
        admin.delete(subject(bad)).is(204);
        var later = ann.creates("good");
        for (var user : List.of(ann, admin)) {
            assertThat(user.eventsUpTo(later))
                    .noneMatch(event -> event.get("type").asString().startsWith("dead-letter"));
            assertThat(user.get("/api/audit/events").is(200).body()).doesNotContain("dead-letter:");
        }
    }

    @Test
    void a_reason_that_is_none_is_refused() {
        var bad = refused("bad");
        for (var reason : List.of("", "+", "a".repeat(501))) {
            admin.delete(subject(bad) + "?reason=" + reason).isProblem(400, "reason.invalid");
            admin.post(subject(bad) + "/retry?reason=" + reason, "").isProblem(400, "reason.invalid");
        }
    }

    @Test
    void only_an_admin_may() {
        var bad = refused("bad");
        ann.get(PATH).isProblem(403, "forbidden");
        ann.post(subject(bad) + "/retry", "").isProblem(403, "forbidden");
        ann.delete(subject(bad)).isProblem(403, "forbidden");
    }

    private Answer refused(String title) {
        var bad = ann.creates(title);
        var changed = ann.patch(bad.location(), "{\"content\":\"Bye\"}").is(200);
        ann.getAfter(changed, REPLIES).is(200);
        return bad;
    }

    private static String subject(Answer reply) {
        return PATH + "/reply/" + reply.text("id");
    }

    private long staleOf(Answer reply) {
        return tidemark.database()
                .sql("SELECT count(*) FROM feed WHERE stale AND subject = ?")
                .params("reply/" + reply.text("id"))
                .query(Long.class)
                .single();
    }
}
