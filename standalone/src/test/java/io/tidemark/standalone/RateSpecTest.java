package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a user and an address may ask. */
@ExtendWith(SharedTidemark.class)
@TightLimits
class RateSpecTest {

    private static final int FLOOD = 30;

    private final RunningTidemark tidemark;

    RateSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/saved-replies, too many commands",
        "GET, /api/saved-replies, too many reads",
        "GET, /api/saved-replies?q=a, too many searches",
        "POST, /api/products/1/2/image, too many uploads",
        "GET, /api/changes, too many polls",
    })
    void user_who_sends_too_many_is_refused_and_nobody_else(String method, String path, String detail) {
        var bob = soon(this::newUser);
        var refused = refusalIn(flood(soon(this::newUser), method, path));
        assertThat(refused.text("detail")).startsWith(detail).endsWith(" at once after a pause");
        assertThat(refused.header("Retry-After")).matches("[1-9]");
        assertThat(bob.sendSoon(method, path, HELLO).join().status()).isNotEqualTo(429);
    }

    @Test
    void user_who_waits_as_told_is_answered() {
        var ann = soon(this::newUser);
        refusalIn(flood(ann, "GET", REPLIES));
        await().atMost(Duration.ofSeconds(20)).until(() -> ann.get(REPLIES).status() == 200);
    }

    @Test
    void refused_command_changes_nothing() {
        var ann = soon(this::newUser);
        var saved = flood(ann, "POST", REPLIES).stream()
                .filter(answer -> answer.status() == 201)
                .count();
        assertThat(saved).isLessThan(FLOOD);
        assertThat(tidemark.database()
                        .sql("SELECT count(*) FROM event_log WHERE payload->>'owner' = ?")
                        .params(ann.user())
                        .query(Long.class)
                        .single())
                .isEqualTo(saved);
    }

    @Test
    void batch_counts_as_many_commands_as_it_has_operations() {
        var ann = soon(this::newUser);
        var operations = IntStream.range(0, 20)
                .mapToObj("{\"op\":\"end\",\"localId\":\"%s\"}"::formatted)
                .toList();
        ann.post("/api/sync/sessions", "{\"operations\":[%s]}".formatted(String.join(",", operations)))
                .is(200);
        var refused = ann.post(REPLIES, HELLO).isProblem(429, "rate-limited");
        assertThat(refused.header("Retry-After")).matches("[2-4]");
    }

    /** An {@code EventSource} that is answered anything but 200 never connects again. */
    @Test
    void stream_that_is_opened_too_often_is_told_to_come_back_later() {
        var ann = soon(this::newUser);
        flood(ann, "GET", "/api/changes");
        var stream = ann.get("/api/stream").is(200);
        assertThat(stream.body()).contains("event: goodbye", "\"reason\":\"overload\"");
    }

    @Test
    void address_that_asks_for_too_many_tokens_is_refused() {
        refusalIn(flood(tidemark.anybody(), "POST", "/api/auth/token", 300));
    }

    @Test
    void address_that_shows_bad_tokens_is_refused_but_not_who_has_a_good_one() {
        var ann = soon(this::newUser);
        var refused = refusalIn(flood(tidemark.with("x"), "GET", REPLIES));
        assertThat(refused.text("detail")).startsWith("too many unauthenticated");
        refusalIn(flood(tidemark.anybody(), "GET", REPLIES));
        ann.get(REPLIES).is(200);
        soon(this::newUser).get(REPLIES).is(200);
    }

    @Test
    void refusals_are_counted_by_kind() {
        flood(soon(this::newUser), "GET", "/api/changes");
        var boss = soon(() -> tidemark.newUser("admin"));
        assertThat(boss.get("/actuator/prometheus").is(200).body())
                .containsPattern("tidemark_limits_refused_total\\{kind=\"polls\"} [1-9]")
                .contains("tidemark_limits_refused_total{kind=\"uploads\"}");
    }

    private Caller newUser() {
        return tidemark.newUser();
    }

    /** The tokens of all tests come from one address. */
    private static Caller soon(Callable<Caller> signIn) {
        return await().ignoreException(AssertionError.class).until(signIn, caller -> true);
    }

    private static List<Answer> flood(Caller caller, String method, String path) {
        return flood(caller, method, path, FLOOD);
    }

    private static List<Answer> flood(Caller caller, String method, String path, int times) {
        var body = method.equals("GET") ? "" : HELLO;
        var answers = Stream.generate(() -> caller.sendSoon(method, path, body))
                .limit(times)
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static Answer refusalIn(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow()
                .isProblem(429, "rate-limited");
    }
}
