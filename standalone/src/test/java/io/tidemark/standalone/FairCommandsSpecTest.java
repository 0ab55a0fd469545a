package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** While one user sends as many commands as they can, the commands of another user are answered soon. */
@Tag("slow")
@ExtendWith(SharedTidemark.class)
class FairCommandsSpecTest {

    /** Above the slowest answer while others are idle on a busy machine, and below what a user would put up with. */
    private static final int CEILING_MILLIS = 2_000;

    private static final int COMMANDS = 40;
    private static final String LARGE = "\u2603".repeat(9_900);

    private final RunningTidemark tidemark;
    private final Caller ann;
    private final Caller bob;

    FairCommandsSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
        bob = tidemark.newUser();
    }

    @Test
    void connections_that_patch_one_reply_leave_the_others_their_threads() {
        var reply = ann.creates("Hot").location();
        var idle = timesOfBob();
        try (var storm = Storm.of(300, i -> patch(reply, "{\"title\":\"Hot %s\"}".formatted(i)))) {
            awaitAnswers(storm, 300);
            assertThatBobIsAnsweredSoon("300 connections patch one reply", idle, storm);
        }
    }

    @Test
    void connections_that_patch_replies_of_one_user_leave_the_others_their_threads() {
        var replies = IntStream.range(0, 100)
                .mapToObj(i -> ann.creates("Warm").location())
                .toList();
        var idle = timesOfBob();
        try (var storm =
                Storm.of(300, i -> patch(replies.get(i % replies.size()), "{\"title\":\"Warm %s\"}".formatted(i)))) {
            awaitAnswers(storm, 300);
            assertThatBobIsAnsweredSoon("300 connections patch 100 replies", idle, storm);
        }
    }

    @Test
    void retries_of_an_old_key_of_a_large_thing_leave_the_others_their_threads() {
        var key = UUID.randomUUID().toString();
        var first = ann.post(REPLIES, HELLO, "Idempotency-Key", key).is(201);
        for (int i = 0; i < 500; i++) {
            ann.patch(first.location(), "{\"content\":\"%s%s\"}".formatted(LARGE, i))
                    .is(200);
        }
        assertThat(ann.post(REPLIES, HELLO, "Idempotency-Key", key).is(201).body())
                .isEqualTo(first.body());
        await().until(() -> lastSnapshotOf(first) > 430);
        var idle = timesOfBob();
        try (var storm = Storm.of(64, i -> create(key))) {
            awaitAnswers(storm, 64);
            assertThatBobIsAnsweredSoon("64 clients retry an old key of a large thing", idle, storm);
        }
    }

    private long lastSnapshotOf(Answer reply) {
        return tidemark.database()
                .sql("SELECT coalesce(max(sequence_number), 0) FROM snapshot WHERE aggregate_id = ?")
                .param("reply/" + reply.text("id"))
                .query(Long.class)
                .single();
    }

    private HttpRequest patch(String path, String json) {
        return ann.request("PATCH", path, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    private HttpRequest create(String key) {
        return ann.request(
                "POST",
                REPLIES,
                BodyPublishers.ofString(HELLO),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key);
    }

    private static void awaitAnswers(Storm storm, int least) {
        await().until(() ->
                storm.answers().values().stream().mapToInt(Number::intValue).sum() >= least);
    }

    private void assertThatBobIsAnsweredSoon(String attack, long[] idle, Storm storm) {
        var meanwhile = timesOfBob();
        System.out.printf(
                "FIGURE %s: others' commands idle %s, meanwhile %s; answers %s%n",
                attack, figures(idle), figures(meanwhile), storm.answers());
        assertThat(meanwhile[COMMANDS - 1]).isLessThan(CEILING_MILLIS);
    }

    /** How many milliseconds each of some commands took, the slowest last. None is refused. */
    private long[] timesOfBob() {
        var reply = bob.creates("Calm").location();
        var times = IntStream.range(0, COMMANDS)
                .mapToLong(i -> {
                    var before = System.nanoTime();
                    bob.patch(reply, "{\"title\":\"Calm %s\"}".formatted(before))
                            .is(200);
                    return NANOSECONDS.toMillis(System.nanoTime() - before);
                })
                .toArray();
        Arrays.sort(times);
        return times;
    }

    private static String figures(long[] times) {
        return "p50 %s ms, max %s ms".formatted(times[COMMANDS / 2], times[COMMANDS - 1]);
    }
}
