package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Of two on one database it is all the same which one is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesSpecTest {

    private static final String BLOCKED_USERS = "/api/admin/blocked-users";

    /** How soon both know of a revocation. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final String url = TestDatabase.create();
    private final RunningTidemark one = RunningTidemark.start(url, RunningTidemark.PATIENT);
    private final RunningTidemark two = RunningTidemark.start(url, RunningTidemark.PATIENT);
    private final Caller here = one.as("ann");
    private final Caller there = two.as("ann");
    private final Caller root = two.as("root", "admin");

    @AfterAll
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void a_change_on_one_is_what_the_other_decides_on() {
        var last = here.creates("by turns");
        var path = last.location();
        for (int turn = 0; turn < 10; turn++) {
            var caller = turn % 2 == 0 ? there : here;
            last = caller.patch(path, "{\"content\":\"%s\"}".formatted(turn), "If-Match", last.header("ETag"))
                    .is(200);
        }
        assertThat(last.header("ETag")).isEqualTo("\"10\"");
    }

    @Test
    void changes_on_both_at_once_are_all_kept_or_refused() {
        var path = here.creates("contended").location();
        var answers = IntStream.range(0, 40)
                .mapToObj(i ->
                        (i % 2 == 0 ? here : there).sendSoon("PATCH", path, "{\"content\":\"change %s\"}".formatted(i)))
                .toList();
        var kept = answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.status() == 200)
                .toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isIn(200, 409));
        assertThat(kept).hasSizeGreaterThan(20);
        assertThat(kept).extracting(answer -> answer.header("ETag")).doesNotHaveDuplicates();
        assertThat(one.database()
                        .sql("SELECT max(sequence_number) FROM event_log WHERE aggregate_id = ?")
                        .params(path.replaceFirst(".*/", "reply/"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(kept.size());
    }

    @Test
    void a_key_sent_to_both_at_once_is_done_once() {
        for (int round = 0; round < 10; round++) {
            var key = "key-" + round;
            var answers = List.of(
                    here.sendSoon("POST", REPLIES, HELLO, "Idempotency-Key", key),
                    there.sendSoon("POST", REPLIES, HELLO, "Idempotency-Key", key));
            assertThat(answers)
                    .extracting(answer -> answer.join().is(201).location())
                    .containsOnly(answers.get(0).join().location());
        }
    }

    @Test
    void both_read_what_either_wrote() {
        var byOne = here.creates("one");
        var byTwo = there.creates("two");
        List.of(here, there).forEach(caller -> {
            caller.getAfter(byOne, byOne.location()).is(200);
            caller.getAfter(byTwo, byTwo.location()).is(200);
        });
    }

    @Test
    void signed_out_token_and_its_streams_end_at_both() {
        var leaving = one.as("lea");
        var staying = one.as("lea");
        try (var byOne = new StreamClient(one.port(), leaving.token(), null);
                var byTwo = new StreamClient(two.port(), leaving.token(), null);
                var other = new StreamClient(two.port(), staying.token(), null)) {
            await().until(() -> List.of(byOne, byTwo, other).stream()
                    .noneMatch(stream -> stream.frames().isEmpty()));
            var poll = at(two, leaving).sendSoon("GET", "/api/changes?wait=30&after=" + other.lastId(), "");
            leaving.post("/api/auth/sign-out", "").is(204);
            leaving.get(REPLIES).isProblem(401, "token.revoked");
            await().atMost(SOON).until(() -> hasEnded(byOne, "revoked") && hasEnded(byTwo, "revoked"));
            at(two, leaving).get(REPLIES).isProblem(401, "token.revoked");
            at(two, leaving).get("/api/stream").isProblem(401, "token.revoked");
            at(two, leaving).post("/api/auth/sign-out", "").isProblem(401, "token.revoked");
            poll.join().isProblem(401, "token.revoked");
            at(two, staying).get(REPLIES).is(200);
            assertThat(other.hasEnded()).isFalse();
        }
    }

    @Test
    void blocked_user_is_refused_at_both_until_unblocked() {
        var mallory = one.as("mallory/é?");
        var body = "{\"user\":\"mallory/é?\",\"reason\":\"stolen\"}";
        try (var stream = new StreamClient(one.port(), mallory.token(), null)) {
            await().until(() -> !stream.frames().isEmpty());
            var entry = root.post(BLOCKED_USERS, body).is(200);
            assertThat(entry.text("mode")).isEqualTo("blocked");
            assertThat(entry.text("changedBy")).isEqualTo("root");
            await().atMost(SOON).until(() -> hasEnded(stream, "revoked"));
        }
        mallory.get(REPLIES).isProblem(403, "user.blocked");
        one.as("mallory/é?").get(REPLIES).isProblem(403, "user.blocked");
        assertThat(root.get(BLOCKED_USERS).is(200).list("data"))
                .anySatisfy(each -> assertThat(each.get("user").asString()).isEqualTo("mallory/é?"));
        root.delete(BLOCKED_USERS + "?user=mallory%2F%C3%A9%3F").is(204);
        root.delete(BLOCKED_USERS + "?user=mallory%2F%C3%A9%3F").isProblem(404, "not-found");
        await().atMost(SOON).until(() -> mallory.get(REPLIES).status() == 401);
        await().atMost(Duration.ofSeconds(3))
                .until(() -> one.as("mallory/é?").get(REPLIES).status() == 200);
        mallory.get(REPLIES).isProblem(401, "token.revoked");
        here.eventsUpTo(here.creates("later"));
        var acts = two.as("eve", "auditor")
                .get("/api/audit/events?type=user:shut-out,user:unblocked")
                .is(200)
                .list("data");
        assertThat(acts)
                .filteredOn(act -> act.at("/data/user").asString().equals("mallory/é?"))
                .extracting(act -> act.get("type").asString())
                .containsExactly("user:shut-out", "user:unblocked");
    }

    @Test
    void user_who_is_signed_out_may_sign_in_again() {
        var olga = one.as("olga");
        root.post(BLOCKED_USERS, "{\"user\":\"olga\",\"mode\":\"signed-out\"}").is(200);
        await().atMost(SOON).until(() -> olga.get(REPLIES).status() == 401);
        olga.get(REPLIES).isProblem(401, "token.revoked");
        await().atMost(Duration.ofSeconds(3))
                .until(() -> one.as("olga").get(REPLIES).status() == 200);
    }

    @Test
    void what_cannot_be_blocked_is_refused() {
        root.post(BLOCKED_USERS, "{\"user\":\"root\"}").isProblem(409, "blocked-user.yourself");
        root.post(BLOCKED_USERS, "{}").isProblem(400, "blocked-user.user");
        root.post(BLOCKED_USERS, "{\"user\":\"\"}").isProblem(400, "blocked-user.user");
        root.post(BLOCKED_USERS, "{\"user\":\"a\\u0001\"}").isProblem(400, "blocked-user.user");
        root.post(BLOCKED_USERS, "{\"user\":\"ann\",\"mode\":\"x\"}").isProblem(400, "blocked-user.mode");
        here.post(BLOCKED_USERS, "{\"user\":\"root\"}").isProblem(403, "forbidden");
        here.delete(BLOCKED_USERS + "?user=root").isProblem(403, "forbidden");
    }

    private static Caller at(RunningTidemark node, Caller caller) {
        return new Caller(node.address(), caller.user(), caller.token());
    }

    private static boolean hasEnded(StreamClient stream, String reason) {
        var frames = stream.frames();
        var last = frames.get(frames.size() - 1);
        return last.event().equals("goodbye")
                && last.data().get("reason").asString().equals(reason)
                && stream.hasEnded();
    }
}
