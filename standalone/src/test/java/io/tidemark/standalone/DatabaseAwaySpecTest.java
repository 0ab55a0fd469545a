package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.TcpProxy;
import io.tidemark.testkit.TcpProxy.Fault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With the time-outs that it comes with: everybody is answered soon, and all goes on soon after. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwaySpecTest {

    /** Two seconds, and what a busy machine needs besides. */
    private static final Duration SOON = Duration.ofSeconds(4);

    /** Five seconds, likewise. */
    private static final Duration BACK_SOON = Duration.ofSeconds(9);

    private final String url = TestDatabase.create();
    private final String name = url.replaceFirst(".*/([^/?]*).*", "$1");
    private final TcpProxy line = new TcpProxy(url);
    private final RunningTidemark tidemark = RunningTidemark.start(line.url());
    private final Caller ann = tidemark.newUser();
    private final Answer created = ann.creates("Greeting");

    @AfterAll
    void end() {
        line.mend();
        tidemark.close();
        line.close();
    }

    @BeforeEach
    void it_works() {
        line.mend();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(this::allWorks);
    }

    private boolean allWorks() {
        var changed = ann.patch(created.location(), "{\"content\":\"%s\"}".formatted(UUID.randomUUID()));
        return changed.status() == 200
                && ann.getAfter(changed, created.location()).status() == 200;
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "SILENT", "SEVERED"})
    void every_request_is_answered_soon(Fault fault) {
        line.inject(fault);
        var slowest = Stream.of(
                        took("POST", REPLIES, HELLO),
                        took(
                                "POST",
                                REPLIES,
                                HELLO,
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                        took("PATCH", created.location(), "{\"content\":\"Bye\"}"),
                        took("GET", REPLIES, ""),
                        took("GET", created.location(), ""),
                        took("GET", "/api/snapshot", ""),
                        took("GET", "/api/audit/events", ""),
                        took("GET", "/api/images/%s/%s.png".formatted(UUID.randomUUID(), "0".repeat(64)), ""),
                        took("POST", "/api/sync/sessions", manyOperations()))
                .map(CompletableFuture::join)
                .max(Duration::compareTo);
        System.out.printf(
                "%s: the slowest answer took %d ms%n",
                fault, slowest.orElseThrow().toMillis());
        assertThat(slowest.orElseThrow()).isLessThan(SOON);
    }

    private CompletableFuture<Duration> took(String method, String path, String body, String... headers) {
        long start = System.nanoTime();
        return ann.sendSoon(method, path, body, headers)
                .thenApply(answer -> Duration.ofNanos(System.nanoTime() - start));
    }

    /** All on one session, so that each waits for the one before. */
    private static String manyOperations() {
        var start = """
                {"op":"start","localId":"one","repoOwner":"o","repoName":"r","prNumber":1}""";
        return "{\"operations\":[%s]}"
                .formatted(
                        String.join(",", Stream.generate(() -> start).limit(20).toList()));
    }

    @Test
    void a_flood_of_reads_does_not_pile_up() {
        line.inject(Fault.SILENT);
        long start = System.nanoTime();
        var answers = IntStream.range(0, 400)
                .mapToObj(read -> ann.sendSoon("GET", REPLIES, ""))
                .toList();
        assertThat(answers).allSatisfy(answer -> answer.join().is(503));
        var took = Duration.ofNanos(System.nanoTime() - start);
        line.mend();
        assertThat(took).isLessThan(Duration.ofSeconds(15));
        await().atMost(BACK_SOON).until(this::allWorks);
    }

    @Test
    void a_command_that_was_answered_503_before_it_reached_the_log_never_does() {
        line.inject(Fault.SILENT);
        var title = UUID.randomUUID().toString();
        var answers = Stream.generate(() -> ann.sendSoon("POST", REPLIES, HELLO.replace("Greeting", title)))
                .limit(200)
                .toList();
        answers.forEach(answer -> answer.join().is(503));
        line.mend();
        await().atMost(BACK_SOON).until(this::allWorks);
        await("those of the one batch that was on its way")
                .during(Duration.ofSeconds(3)) // What waited would come now.
                .atMost(BACK_SOON)
                .until(() -> created(title), number -> number < 64 + 1);
    }

    private int created(String title) {
        return database()
                .sql("SELECT count(*) FROM event_log WHERE payload->>'title' = ?")
                .params(title)
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "SILENT"})
    void all_goes_on_soon_after_a_long_outage(Fault fault, CapturedOutput output) {
        int before = output.getAll().length();
        line.inject(fault);
        await().during(Duration.ofSeconds(10))
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> List.of(ann.sendSoon("GET", REPLIES, ""), ann.sendSoon("POST", REPLIES, HELLO))
                        .forEach(answer -> answer.join().is(503)));
        line.mend();
        assertThatAllGoesOnSoon(fault.name());
        var said = output.getAll().substring(before).lines().toList();
        assertThat(said).noneMatch(each -> each.startsWith("\tat "));
        assertThat(said).hasSizeLessThan(60);
    }

    @Test
    void all_goes_on_soon_when_connections_never_come_back_but_new_ones_do() {
        line.inject(Fault.SEVERED);
        assertThatAllGoesOnSoon("severed");
    }

    @Test
    void all_goes_on_soon_when_every_session_is_ended() {
        database()
                .sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()")
                .params(name)
                .query()
                .listOfRows();
        assertThatAllGoesOnSoon("terminated");
    }

    private void assertThatAllGoesOnSoon(String after) {
        long start = System.nanoTime();
        await().atMost(BACK_SOON).pollInterval(Duration.ofMillis(50)).until(this::allWorks);
        System.out.printf(
                "%s: all works again after %d ms%n",
                after, Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private JdbcClient database() {
        return JdbcClient.create(TestDatabase.dataSource(url));
    }
}
