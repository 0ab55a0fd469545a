package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Of two on one database it is all the same which one is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesSpecTest {

    private final String url = TestDatabase.create();
    private final RunningTidemark one = RunningTidemark.start(url, RunningTidemark.PATIENT);
    private final RunningTidemark two = RunningTidemark.start(url, RunningTidemark.PATIENT);
    private final Caller here = one.as("ann");
    private final Caller there = two.as("ann");

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
}
