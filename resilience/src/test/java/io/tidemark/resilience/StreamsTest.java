package io.tidemark.resilience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.resilience.Findings.Kind;
import io.tidemark.testkit.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client on a server that breaks the protocol. */
@Timeout(60)
class StreamsTest {

    private static final String RESUMED = verdict("resumed", 7);

    @TempDir
    private Path directory;

    private final Findings findings = new Findings();
    private final Peeks peeks = new Peeks(findings);
    private final Queue<String> streams = new LinkedBlockingQueue<>();
    private final Queue<String> cursors = new ConcurrentLinkedQueue<>();
    private volatile int version = 3;
    private volatile int length;

    @SuppressWarnings("NullAway.Init") // Each test begins with start().
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private Streams all;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    private static String verdict(String mode, int from) {
        return "event: sync\ndata: {\"mode\":\"%s\",\"from\":\"x.%s\",\"head\":\"x.9\",\"replayed\":0}\nid: x.%s\n\n"
                .formatted(mode, from, from);
    }

    private static String change(int position, int sequence) {
        return change(position, sequence, "reply:updated");
    }

    private static String change(int position, int sequence, String type) {
        return """
                event: reply:updated
                data: {"id":"e","type":"%s","subject":"reply/1","time":"2026-11-20T09:30:00.123Z","sequence":"%s","version":3,\
                "previous":"x.7","commandid":"c","data":{}}
                id: x.%s

                """.formatted(type, String.format(Locale.ROOT, "%020d", sequence), position);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/stream", this::stream);
        server.createContext("/api/saved-replies/1", exchange -> answer(exchange, "{\"version\":" + version + "}"));
        server.start();
        all = new Streams(findings, peeks);
        var node = new Node(
                "node",
                new Program(Program.Side.QUERY, directory),
                server.getAddress().getPort(),
                new TcpProxy("jdbc:postgresql://127.0.0.1:1/postgres"),
                directory,
                List.of());
        client = new Client("client", "ann", "token", List.of(node), 0, all);
    }

    @AfterEach
    void stop() throws Exception {
        all.end();
        server.stop(0);
    }

    private void stream(HttpExchange exchange) throws IOException {
        @Nullable String next = streams.poll();
        cursors.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
        if (next == null) {
            exchange.close();
        } else {
            answer(exchange, next);
        }
    }

    private void answer(HttpExchange exchange, String text) throws IOException {
        exchange.sendResponseHeaders(200, length);
        try (var body = exchange.getResponseBody()) {
            body.write(text.getBytes(UTF_8));
        }
    }

    private void after(String... answers) {
        streams.addAll(List.of(answers));
        all.add(client);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> cursors.size() > answers.length);
    }

    @Test
    void a_client_resumes_from_its_last_id() {
        after(verdict("live", 7) + change(9, 9), verdict("resumed", 9));
        assertThat(cursors).startsWith("null", "x.9", "x.9");
        assertThat(client.from()).isEqualTo(7);
        assertThat(client.seen().size()).isEqualTo(1);
        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void a_frame_that_was_cut_off_does_not_count() {
        after(verdict("live", 7) + change(9, 9).strip(), RESUMED);
        assertThat(cursors).startsWith("null", "x.7", "x.7");
        assertThat(client.seen().size()).isZero();
    }

    @Test
    void a_reset_is_noticed() {
        after(verdict("live", 7), verdict("reset", 9));
        assertThat(findings.counts()).containsOnlyKeys(Kind.RESET);
    }

    @Test
    void a_stream_that_forgets_the_cursor_is_noticed() {
        after(verdict("live", 7), verdict("live", 9));
        assertThat(findings.counts()).containsOnlyKeys(Kind.RESET);
    }

    @Test
    void a_sequence_that_is_not_the_position_is_noticed() {
        after(verdict("live", 7) + change(9, 8));
        assertThat(findings.counts()).containsOnlyKeys(Kind.MALFORMED);
    }

    @Test
    void a_name_that_is_not_the_type_is_noticed() {
        after(verdict("live", 7) + change(9, 9, "reply:deleted"));
        assertThat(findings.counts()).containsOnlyKeys(Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: x.8\n\n",
                "event: sync\ndata: {\"mode\":\"live\",\"from\":\"x.7\"}\nid: x.7\n\n",
                "event: sync\ndata: {\"mode\":\"live\",\"head\":\"x.9\"}\n\n",
                "event: reply:updated\ndata: {\"sequence\":\"7\nid: x.9\n\n"
            })
    void a_frame_that_cannot_be_read_is_noticed_and_ends_nothing(String frame) {
        after(frame, verdict("live", 7));
        assertThat(findings.counts()).containsOnly(Map.entry(Kind.MALFORMED, 1));
        assertThat(client.position()).isEqualTo(7);
    }

    @Test
    void an_answer_that_is_no_stream_is_noticed_and_ends_nothing() {
        length = 12;
        after("event: sync\n");
        assertThat(findings.counts()).containsOnlyKeys(Kind.MALFORMED);
        assertThat(all.clients()).containsExactly(client);
    }

    @Test
    void a_read_model_that_is_behind_is_noticed() {
        version = 2;
        after(verdict("live", 7) + change(9, 9));
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> !findings.isEmpty());
        assertThat(findings.counts()).containsOnlyKeys(Kind.AHEAD);
    }

    @Test
    void a_read_model_that_is_as_far_is_passed() {
        after(verdict("live", 7) + change(9, 9));
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> peeks.looked() > 0);
        assertThat(findings.isEmpty()).isTrue();
    }
}
