package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes on one database. The one that projects is killed, stopped for a while, or told to go; the other goes on. */
class TwoProcessesIT {

    /** Five seconds, and what a busy machine needs besides. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration STOPPED = Duration.ofSeconds(20);

    private final String url = TestDatabase.create();
    private final JdbcClient database = JdbcClient.create(TestDatabase.dataSource(url));
    private final String user = "user-" + UUID.randomUUID();

    @TempDir
    private Path directory;

    private TidemarkProcess projecting;
    private TidemarkProcess other;
    private Caller here;
    private Caller there;

    @BeforeEach
    void start() throws IOException {
        projecting = process();
        here = caller(projecting);
        awaitThatItWorks(here);
        other = process();
        there = caller(other);
        awaitThatItWorks(there);
    }

    private static void awaitThatItWorks(Caller caller) {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            var created = caller.post(REPLIES, Caller.HELLO);
            return created.status() == 201 && caller.getAfter(created, REPLIES).status() == 200;
        });
    }

    private TidemarkProcess process() throws IOException {
        return TidemarkProcess.start(
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), // It starts sooner.
                directory,
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres");
    }

    private Caller caller(TidemarkProcess process) {
        var address = URI.create("http://localhost:" + process.port());
        return new Caller(address, user, new Caller(address, "", "").signIn(user));
    }

    @AfterEach
    void end() {
        projecting.kill();
        other.kill();
    }

    @Test
    void when_it_is_killed_the_other_projects_soon() {
        projecting.kill();
        assertThatTheOtherGoesOnSoon("killed");
    }

    @Test
    void when_it_is_stopped_the_other_goes_on_and_nothing_is_done_twice_once_it_wakes()
            throws IOException, InterruptedException {
        var sent = creations(here, 200);
        projecting.signal("STOP");
        assertThatTheOtherGoesOnSoon("stopped");
        for (long end = System.nanoTime() + STOPPED.toNanos(); System.nanoTime() < end; ) {
            there.post(REPLIES, Caller.HELLO);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        projecting.signal("CONT");
        assertThatWhatWasAcknowledgedIsThere(sent);
        await().atMost(SOON)
                .until(() -> here.patch(REPLIES + "/" + anyReply(), "{\"category\":\"awake\"}")
                                .status()
                        == 200);
        assertThatAllIsThereOnce();
    }

    @Test
    void when_it_is_told_to_go_it_answers_what_it_has_begun_and_the_other_projects_at_once() {
        creations(here, 100).forEach(CompletableFuture::join);
        var sent = creations(here, 500);
        var gone = CompletableFuture.supplyAsync(projecting::terminate);
        assertThatTheOtherGoesOnSoon("told to go");
        System.out.printf("told to go: gone after %d ms%n", gone.join().toMillis());
        assertThat(gone.join()).isLessThan(SOON);
        assertThatWhatWasAcknowledgedIsThere(sent);
        assertThatAllIsThereOnce();
    }

    private static List<CompletableFuture<Answer>> creations(Caller caller, int many) {
        return Stream.generate(() -> caller.sendSoon("POST", REPLIES, Caller.HELLO))
                .limit(many)
                .toList();
    }

    private void assertThatTheOtherGoesOnSoon(String after) {
        long start = System.nanoTime();
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
            var created = there.post(REPLIES, Caller.HELLO);
            return created.status() == 201
                    && there.getAfter(created, created.location()).status() == 200;
        });
        System.out.printf(
                "%s: the other went on after %d ms%n",
                after, Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /** Whoever was not answered, or 503, does not know. */
    private void assertThatWhatWasAcknowledgedIsThere(List<CompletableFuture<Answer>> sent) {
        var answers = sent.stream()
                .map(answer -> answer.thenApply(Optional::of).exceptionally(cutOff -> Optional.empty()))
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 503);
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::location))
                .allSatisfy(location -> there.get(location).is(200));
    }

    private void assertThatAllIsThereOnce() {
        var last = there.creates("last");
        await().atMost(SOON).until(() -> there.getAfter(last, REPLIES).status() == 200);
        assertThat(count("feed")).isEqualTo(logged());
        assertThat(count("reply_view")).isEqualTo(replies());
    }

    private int logged() {
        return count("event_log");
    }

    private int replies() {
        return database.sql("SELECT count(DISTINCT aggregate_id) FROM event_log")
                .query(Integer.class)
                .single();
    }

    private int count(String table) {
        return database.sql("SELECT count(*) FROM " + table)
                .query(Integer.class)
                .single();
    }

    private String anyReply() {
        return database.sql("SELECT id FROM reply_view LIMIT 1")
                .query(String.class)
                .single();
    }
}
