package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.SseFrame;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code kill -9} during a burst of writes loses nothing that was acknowledged, and streams resume over the restart. */
@Tag("slow")
class KillNineIT {

    /** A server whose machine writes other digits. */
    private static final List<String> JVM = List.of("-Xmx512m", "-Duser.language=ar", "-Duser.country=EG");

    private static final int WRITERS = 8;
    private static final int KILLS = 2;
    private static final int ACKNOWLEDGED_PER_LIFE = 150;
    private static final Duration CEILING = Duration.ofSeconds(60);

    @TempDir
    private Path dataDirectory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<SseFrame> received = new ArrayList<>();
    private final AtomicInteger sequence = new AtomicInteger();
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private volatile boolean enough;
    private String token = "";

    @SuppressWarnings("NullAway.Init") // Each test begins with start().
    private volatile TidemarkProcess tidemark;

    @BeforeEach
    void start() throws Exception {
        tidemark = TidemarkProcess.start(JVM, dataDirectory);
        token = token();
    }

    @AfterEach
    void stop() throws Exception {
        enough = true;
        writers.shutdownNow();
        tidemark.close();
    }

    @Test
    void loses_nothing_that_was_acknowledged_and_does_nothing_twice() throws Exception {
        var sent = new ArrayList<Future<Integer>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            sent.add(writers.submit(this::write));
        }
        @Nullable String cursor = null;
        for (int kill = 0; kill < KILLS; kill++) {
            cursor = followUntilKilled(cursor);
            tidemark = TidemarkProcess.start(JVM, dataDirectory);
        }
        enough = true;
        int commands = 0;
        for (var writer : sent) {
            commands += writer.get();
        }
        followUntil(cursor, commands);

        assertThat(acknowledged).hasSize(commands);
        assertThat(ids())
                .as("each exactly once")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(received)
                .extracting(frame -> frame.data().get("sequence").asString())
                .isSorted();
        System.out.printf("kill -9: %d times, %d commands, all there exactly once%n", KILLS, commands);
    }

    private String followUntilKilled(@Nullable String cursor) throws Exception {
        int target = acknowledged.size() + ACKNOWLEDGED_PER_LIFE;
        try (var client = new StreamClient(tidemark.port(), token, cursor)) {
            Awaitility.await().atMost(CEILING).until(() -> acknowledged.size() >= target);
            tidemark.kill();
            Awaitility.await().atMost(CEILING).until(client::hasEnded);
            return take(client);
        }
    }

    private void followUntil(@Nullable String cursor, int events) throws Exception {
        try (var client = new StreamClient(tidemark.port(), token, cursor)) {
            int missing = events - received.size();
            Awaitility.await()
                    .atMost(CEILING)
                    .until(() ->
                            client.frames().stream().filter(SseFrame::isChange).count() >= missing);
            take(client);
        }
    }

    /** Keeps the events that the client received, and returns where it was. */
    private String take(StreamClient client) {
        assertThat(client.frames().get(0).data().get("mode").asString()).isNotEqualTo("reset");
        client.frames().stream().filter(SseFrame::isChange).forEach(received::add);
        return client.lastId();
    }

    private List<String> ids() {
        return received.stream()
                .map(frame -> frame.data().get("data").get("id").asString())
                .toList();
    }

    /** Creates replies, each until it is acknowledged, always under the same key; returns how many. */
    private int write() throws Exception {
        int done = 0;
        while (!enough) {
            createUntilAcknowledged("key-" + sequence.incrementAndGet());
            done++;
        }
        return done;
    }

    private void createUntilAcknowledged(String key) throws InterruptedException {
        while (true) {
            try {
                var answer = create(key);
                if (answer.statusCode() == 201) {
                    acknowledged.add(JsonMapper.shared()
                            .readTree(answer.body())
                            .get("id")
                            .asString());
                    return;
                }
            } catch (IOException killed) {
                Thread.onSpinWait(); // Nobody knows whether it was done; the key makes it safe to send again.
            }
        }
    }

    private HttpResponse<String> create(String key) throws IOException, InterruptedException {
        return send("/api/saved-replies", "{\"title\":\"%s\",\"content\":\"Hello\"}".formatted(key), key);
    }

    private String token() throws IOException, InterruptedException {
        var answer = send("/api/auth/token", "{\"user\":\"ann\"}", "sign-in");
        return JsonMapper.shared().readTree(answer.body()).get("access_token").asString();
    }

    private HttpResponse<String> send(String path, String body, String key) throws IOException, InterruptedException {
        var address = URI.create("http://localhost:%s%s".formatted(tidemark.port(), path));
        var request = HttpRequest.newBuilder(address)
                .timeout(CEILING)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
