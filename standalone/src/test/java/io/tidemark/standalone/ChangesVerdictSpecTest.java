package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** GET /api/changes: what becomes of the cursor, and of the waiting */
@ExtendWith(SharedTidemark.class)
class ChangesVerdictSpecTest {

    private static final String CHANGES = "/api/changes";

    private final Caller ann;
    private final Caller bob;
    private final JdbcClient database;

    ChangesVerdictSpecTest(RunningTidemark tidemark) {
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

    @ParameterizedTest
    @CsvSource({
        "'', malformed",
        "x, malformed",
        "1, malformed",
        "k7q2.01, malformed",
        "0.1, foreign",
        "zzzzzzzz.0, foreign",
        "EPOCH.999999999999, ahead"
    })
    void useless_cursor_is_answered_with_a_reset(String after, String reason) {
        var cursor = after.replace("EPOCH", start().replaceFirst("\\..*", ""));
        var answer = ann.get(CHANGES + "?wait=60&after=" + cursor).is(200);
        assertThat(answer.text("mode")).isEqualTo("reset");
        assertThat(answer.text("reason")).isEqualTo(reason);
        assertThat(answer.list("events")).isEmpty();
        assertThat(answer.text("from")).isEqualTo(answer.text("head"));
    }

    /** A client that overlooks the reset, or dies before it has read a snapshot, is told again. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "0.1", "%0D%0Ax:%20y", "%F0%9F%92%A5"})
    void reset_leaves_the_cursor_where_it_is(String after) {
        var answer = ann.get(CHANGES + "?after=" + after).is(200);
        assertThat(answer.text("cursor")).isEqualTo(URLDecoder.decode(after, StandardCharsets.UTF_8));
        assertThat(answer.headers().firstValue("Tidemark-Cursor")).isEmpty();
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

    private String start() {
        return ann.get(CHANGES).is(200).text("cursor");
    }
}
