package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.StreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever one user or a stranger does, a process with little memory goes on answering the others. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class AttackIT {

    private static final List<String> JVM =
            List.of("-Xmx512m", "-XX:MaxDirectMemorySize=192m", "-XX:+ExitOnOutOfMemoryError");

    private static final Duration ATTACK = Duration.ofSeconds(4);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration CEILING = Duration.ofSeconds(2);
    private static final Duration PROJECTING = Duration.ofMinutes(3);
    private static final long LOG_BYTES = 1 << 20;

    /** What a container gives to a node. */
    private static final long MEMORY = 1 << 30;

    /** Each attack has its own user, and all are signed in before the attack on the issuer. */
    private static final List<String> USERS =
            List.of("bystander", "huge", "long", "changing", "retrying", "creating", "streaming");

    private static final int HUGE_REPLIES = 9_000;
    private static final int LONG_REPLIES = 2_500;

    private static final String STORED_REPLIES = """
            INSERT INTO event_log (position, event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
                                   revision, payload, metadata, occurred_at)
            SELECT n, md5(n::text)::uuid, 'reply', 'reply/' || md5('reply ' || n)::uuid, 0, owner || ' command-' || n,
                   'reply:created', '1',
                   jsonb_build_object('id', md5('reply ' || n)::uuid, 'owner', owner, 'title', 'Greeting ' || n,
                                      'content', content, 'tags', '[]'::jsonb),
                   jsonb_build_object('actor', owner, 'commandId', owner || ' command-' || n), now()
            FROM (SELECT n, CASE WHEN n <= %1$s THEN 'huge' ELSE 'long' END AS owner,
                         CASE WHEN n <= %1$s THEN repeat('ж', 9900) ELSE repeat(md5(n::text), 280) END AS content
                  FROM generate_series(1, %1$s + %2$s) n) stored
            """.formatted(HUGE_REPLIES, LONG_REPLIES);

    private final Map<String, Caller> users = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // Before the first test.
    private TidemarkProcess tidemark;

    @SuppressWarnings("NullAway.Init") // Before the first test.
    private Bystander bystander;

    @BeforeAll
    void start() throws InterruptedException {
        var database = TestDatabase.create();
        Flyway.configure().dataSource(database, null, null).load().migrate();
        JdbcClient.create(TestDatabase.dataSource(database)).sql(STORED_REPLIES).update();
        tidemark = TidemarkProcess.start(
                JVM,
                directory,
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=");
        USERS.forEach(name -> users.put(name, signedIn(name)));
        var last = user("long");
        await().atMost(PROJECTING).until(() -> {
            var answer = last.get(REPLIES + "?limit=1");
            return answer.status() == 200 && answer.body().contains("Greeting " + (HUGE_REPLIES + LONG_REPLIES));
        });
        bystander = new Bystander(user("bystander"));
        bystander.work(WARM_UP);
        System.out.printf("idle: %s%n", bystander.work(ATTACK));
    }

    @AfterAll
    void stop() {
        bystander.close();
        tidemark.close();
        threads.shutdownNow();
    }

    @Test
    void snapshots_of_a_user_with_much_data() throws Exception {
        var huge = user("huge");
        withstands("snapshots", 8, () -> supplyAsync(() -> allPages(huge), threads));
    }

    private static int allPages(Caller caller) {
        var page = caller.get("/api/snapshot");
        while (page.status() == 200 && page.json().has("next")) {
            page = caller.get("/api/snapshot?after=" + page.text("next"));
        }
        return page.status();
    }

    @Test
    void changes_of_one_thing_over_many_connections() throws Exception {
        var eve = user("changing");
        var thing = eve.creates("changed").location();
        var nth = new AtomicInteger();
        withstands(
                "changes of one thing",
                300,
                () -> sent(eve, "PATCH", thing, content("change " + nth.incrementAndGet())));
    }

    @Test
    void retries_of_the_creation_of_a_thing_with_a_long_history() throws Exception {
        var eve = user("retrying");
        var creation = Caller.HELLO;
        var thing =
                eve.post(REPLIES, creation, "Idempotency-Key", "first").is(201).location();
        for (int change = 0; change < 500; change++) {
            eve.patch(thing, content(change + "漢".repeat(9_000))).is(200);
        }
        withstands(
                "retries",
                64,
                () -> eve.sendSoon("POST", REPLIES, creation, "Idempotency-Key", "first")
                        .thenApply(Answer::status));
    }

    @Test
    void creations_over_many_connections() throws Exception {
        var eve = user("creating");
        withstands("creations", 300, () -> sent(eve, "POST", REPLIES, Caller.HELLO));
    }

    @Test
    void searches_in_much_text() throws Exception {
        var searching = user("long");
        withstands("searches", 100, () -> sent(searching, "GET", REPLIES + "?q=zebra", ""));
    }

    @Test
    void lists_and_histories() throws Exception {
        var huge = user("huge");
        var beginning = huge.get(REPLIES + "?limit=1").cursor().replaceFirst("\\..*", ".0");
        var paths = List.of(
                REPLIES + "?limit=200",
                "/api/changes?after=" + beginning,
                "/api/audit/events?limit=1000",
                "/api/sessions");
        var nth = new AtomicInteger();
        withstands("lists", 100, () -> sent(huge, "GET", paths.get(nth.incrementAndGet() % paths.size()), ""));
    }

    @Test
    void requests_for_tokens() throws Exception {
        withstands("tokens", 64, () -> sent(anybody(), "POST", "/api/auth/token", "{\"user\":\"eve\"}"));
    }

    @Test
    void requests_for_the_health() throws Exception {
        withstands("health", 64, () -> sent(anybody(), "GET", "/actuator/health/readiness", ""));
    }

    @Test
    void tokens_that_are_made_up() throws Exception {
        var guesser = new Caller(anybody().server(), "", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJib3NzIn0.c2lnbmF0dXJl");
        withstands("made-up tokens", 64, () -> sent(guesser, "GET", REPLIES, ""));
    }

    @Test
    void headers_that_cannot_be_parsed() throws Exception {
        var accept = String.join(",", Collections.nCopies(60, "a/b"));
        long before = Files.size(tidemark.log());
        withstands(
                "accept",
                64,
                () -> supplyAsync(
                        () -> anybody().get("/index.html", "Accept", accept).status(), threads));
        assertThat(Files.size(tidemark.log()) - before).as("bytes of log").isLessThan(LOG_BYTES);
    }

    @Test
    void streams_of_one_user() throws Exception {
        var eve = user("streaming");
        withstands("streams", 32, () -> supplyAsync(() -> statusOfStream(eve), threads));
    }

    private static int statusOfStream(Caller caller) {
        try (var stream = StreamRequest.to(caller.server().getPort(), caller.token())
                .from("x.1")
                .open()) {
            stream.next();
            return stream.status();
        }
    }

    @Test
    void connections_that_send_nothing_or_half_a_request() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (int nth = 0; nth < 1_500; nth++) {
                sockets.add(halfOpen(nth % 2 == 0 ? "" : "GET /api/saved-replies HTTP/1.1\r\nHost: local"));
            }
            report("half-open connections", bystander.work(ATTACK), "");
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket halfOpen(String sent) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), tidemark.port());
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            return socket;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void withstands(String name, int atOnce, Supplier<CompletableFuture<Integer>> request)
            throws InterruptedException, IOException {
        try (var flood = new Flood(atOnce, request)) {
            var times = bystander.work(ATTACK);
            report(name, times, flood.answers().toString());
        }
    }

    private void report(String name, Bystander.Times times, String answers) throws IOException {
        long memory = tidemark.memory();
        System.out.printf("%s: %s; the attacker's answers %s; %d MB%n", name, times, answers, memory >> 20);
        assertThat(memory).isLessThan(MEMORY);
        assertThat(times.slowest()).as("slowest, in ms").isLessThan(CEILING.toMillis());
    }

    private Caller anybody() {
        return new Caller(URI.create("http://localhost:" + tidemark.port()), "", "");
    }

    private Caller user(String name) {
        return requireNonNull(users.get(name));
    }

    private Caller signedIn(String name) {
        return new Caller(anybody().server(), name, anybody().signIn(name));
    }

    private static CompletableFuture<Integer> sent(Caller caller, String method, String path, String json) {
        return caller.sendSoon(method, path, json).thenApply(Answer::status);
    }

    private static String content(String text) {
        return "{\"content\":\"%s\"}".formatted(text);
    }
}
