package io.tidemark.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.UsedMemory;
import io.tidemark.query.read.share.ReadShares;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One user reads all that the server gives; another one is answered all the same. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FairReadsTest {

    private static final Duration CEILING = Duration.ofSeconds(2);
    private static final Duration ATTACK = Duration.ofSeconds(5);
    private static final Duration A_MOMENT = Duration.ofMillis(700);
    private static final int CONNECTIONS = 100;

    /** More of a megabyte each than the operating system takes for a connection. */
    private static final int ANSWERS_NOT_TAKEN = 10;

    private static final int SMALL_BUFFER = 4_096;
    private static final long MAX_HELD = 32 << 20;
    private static final String REPLIES = "/api/saved-replies";

    private static final String LARGE_REPLIES = """
            INSERT INTO reply_view (id, owner, title, content, tags, version, created_position, position, created_at,
                                    updated_at)
            SELECT gen_random_uuid(), :owner, 'title ' || n, %s, '{}', 0, n, n, now(), now()
            FROM generate_series(1, :number) n
            """;

    /** Of 9 KB that hardly compress. */
    private static final String HEX = "(SELECT string_agg(md5(n || '.' || i), '') FROM generate_series(1, 288) i)";

    /** Of 9,900 characters of two bytes each. */
    private static final String TWO_BYTES = "repeat('\u00e9\u00e8', 4950)";

    private static final String RUNNING = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'active' AND query LIKE '%reply_view%'
              AND pid <> pg_backend_pid()
            """;

    /** A statement would run for 20 s if nobody cancelled it. */
    private final QueryNode node = QueryNode.start(
            "--tidemark.reads.timeout=1600ms", "--tidemark.limits.searches-burst=1000000", QueryNode.QUIET);

    private final HttpClient http = HttpClient.newHttpClient();
    private final SavedReply ofBob = SavedReply.of("bob");
    private final String bob = node.token("bob");

    @BeforeAll
    void something() {
        node.append(ofBob.created());
        node.catchUp();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void a_statement_ends_when_its_answer_is_late() throws SQLException {
        whileRepliesAreLocked(() -> {
            assertThat(get(bob, REPLIES).statusCode()).isEqualTo(503);
            await().atMost(A_MOMENT).until(() -> running() == 0);
        });
        assertThat(get(bob, REPLIES).statusCode()).isEqualTo(200);
    }

    @Test
    void a_statement_ends_when_its_caller_is_gone() throws SQLException {
        whileRepliesAreLocked(() -> {
            var call = http.sendAsync(request(bob, REPLIES), BodyHandlers.ofString());
            await().until(() -> running() == 1);
            call.cancel(true);
            await().atMost(A_MOMENT).until(() -> running() == 0);
        });
    }

    @Test
    void one_who_searches_keeps_nobody_from_reading() {
        insert("searcher", HEX, 2_500);
        attacked("100 connections search 22 MB", "searcher", REPLIES + "?q=nowhere");
    }

    @Test
    void one_who_reads_snapshots_keeps_nobody_from_reading_and_fills_no_memory() {
        insert("reader", TWO_BYTES, 2_000);
        long before = UsedMemory.bytes();
        attacked("100 connections read a snapshot of 40 MB", "reader", "/api/snapshot");
        assertThat(UsedMemory.bytes() - before).isLessThan(MAX_HELD);
    }

    @Test
    void a_read_begins_no_statement_when_its_answer_is_late() {
        var transaction = new TransactionTemplate(node.bean(PlatformTransactionManager.class));
        var statements = new AtomicInteger();
        var late = node.bean(ReadShares.class)
                .read("bob", () -> {
                    while (true) {
                        transaction.execute(each ->
                                node.jdbc().sql("SELECT 1").query(Integer.class).single());
                        statements.incrementAndGet();
                    }
                })
                .toFuture();
        assertThat(late).failsWithin(CEILING);
        await().pollDelay(A_MOMENT).until(() -> true);
        int then = statements.get();
        await().pollDelay(A_MOMENT).until(() -> true);
        assertThat(statements).hasValue(then);
    }

    @Test
    void one_who_asks_for_large_answers_and_takes_none_fills_no_memory() throws IOException {
        insert("taker", TWO_BYTES, 200);
        var request = "GET /api/snapshot HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(node.token("taker"));
        assertAnswered(timesWhile(new AtomicBoolean()));
        long before = UsedMemory.bytes();
        var sockets = new ArrayList<Socket>();
        for (int each = 0; each < CONNECTIONS; each++) {
            sockets.add(asking(request.repeat(ANSWERS_NOT_TAKEN)));
        }
        var times = timesWhile(new AtomicBoolean());
        long held = UsedMemory.bytes() - before;
        for (var socket : sockets) {
            socket.close();
        }
        System.out.printf(
                Locale.ROOT,
                "100 connections that take no snapshot: %d MB held; another user p50 %d ms, max %d ms%n",
                held >> 20,
                median(times),
                longest(times));
        assertAnswered(times);
        assertThat(held).isLessThan(MAX_HELD);
    }

    private Socket asking(String requests) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new InetSocketAddress("localhost", node.port()));
        socket.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private void insert(String owner, String content, int number) {
        node.jdbc()
                .sql(LARGE_REPLIES.formatted(content))
                .param("owner", owner)
                .param("number", number)
                .update();
    }

    private void whileRepliesAreLocked(Runnable something) throws SQLException {
        try (var other = TestDatabase.dataSource(node.url()).getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE reply_view IN ACCESS EXCLUSIVE MODE");
            something.run();
        }
    }

    private long running() {
        return node.jdbc().sql(RUNNING).query(Long.class).single();
    }

    private void attacked(String what, String attacker, String path) {
        var idle = timesWhile(new AtomicBoolean());
        var over = new AtomicBoolean();
        var answers = new AtomicInteger();
        var refused = new AtomicInteger();
        var token = node.token(attacker);
        var attack = IntStream.range(0, CONNECTIONS)
                .mapToObj(each -> again(token, path, over, answers, refused))
                .toList();
        var times = timesWhile(over);
        attack.forEach(CompletableFuture::join);
        System.out.printf(
                Locale.ROOT,
                "%s: %d answered, %d refused; another user idle p50 %d ms, max %d ms; attacked p50 %d ms, max %d ms%n",
                what,
                answers.get(),
                refused.get(),
                median(idle),
                longest(idle),
                median(times),
                longest(times));
        assertAnswered(times);
        assertThat(answers).hasPositiveValue();
    }

    private static void assertAnswered(List<Long> times) {
        assertThat(times).isNotEmpty().allSatisfy(millis -> assertThat(millis).isLessThan(CEILING.toMillis()));
    }

    private CompletableFuture<?> again(
            String token, String path, AtomicBoolean over, AtomicInteger answers, AtomicInteger refused) {
        return over.get()
                ? CompletableFuture.completedFuture(null)
                : http.sendAsync(request(token, path), BodyHandlers.discarding())
                        .thenCompose(answer -> {
                            (answer.statusCode() == 200 ? answers : refused).incrementAndGet();
                            return again(token, path, over, answers, refused);
                        });
    }

    /** How long Bob's reads take, each of which has to be answered, in milliseconds; at the end it is over. */
    private List<Long> timesWhile(AtomicBoolean over) {
        var times = new CopyOnWriteArrayList<Long>();
        var paths = List.of(REPLIES, REPLIES + "/" + ofBob.id());
        long end = System.nanoTime() + ATTACK.toNanos();
        for (int each = 0; System.nanoTime() < end; each++) {
            long start = System.nanoTime();
            assertThat(get(bob, paths.get(each % paths.size())).statusCode()).isEqualTo(200);
            times.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
        over.set(true);
        return times;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static long longest(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private HttpResponse<String> get(String token, String path) {
        try {
            return http.send(request(token, path), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private HttpRequest request(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%s%s".formatted(node.port(), path)))
                .header("Authorization", "Bearer " + token)
                .build();
    }
}
