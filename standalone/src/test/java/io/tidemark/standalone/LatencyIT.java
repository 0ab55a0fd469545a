package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The time from sending a change to receiving its frame: 300 changes at 50 per second, one client. It prints what it
 * measures; the test's own bound is only there to notice a stream that waits for something.
 */
@Tag("slow")
class LatencyIT {

    private static final int WARM_UP = 200;
    private static final int CHANGES = 300;
    private static final int PER_SECOND = 50;
    private static final Duration CEILING = Duration.ofMinutes(2);
    private static final Duration MEDIAN_CEILING = Duration.ofMillis(100);
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final Executor IN_A_WHILE = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    @TempDir
    private Path dataDirectory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    @Test
    void a_change_reaches_a_client_within_milliseconds() throws Exception {
        try (var tidemark = TidemarkProcess.start(dataDirectory)) {
            var token = token(tidemark.port());
            try (var client = new StreamClient(tidemark.port(), token, null, this::received)) {
                Awaitility.await().atMost(CEILING).until(() -> !client.frames().isEmpty());
                send(tidemark.port(), token, "warm-up", WARM_UP, PER_SECOND * 4);
                nanos.clear();
                send(tidemark.port(), token, "change", CHANGES, PER_SECOND);
            }
        }
        var sorted = nanos.values().stream().mapToLong(Long::longValue).sorted().toArray();
        var median = Duration.ofNanos(sorted[CHANGES / 2]);
        System.out.printf(
                "POST sent to frame received, ms: p50 %.2f, p95 %.2f, p99 %.2f, max %.2f (%d changes at %d/s)%n",
                median.toNanos() / 1e6,
                sorted[CHANGES * 95 / 100] / 1e6,
                sorted[CHANGES * 99 / 100] / 1e6,
                sorted[CHANGES - 1] / 1e6,
                CHANGES,
                PER_SECOND);
        assertThat(median).isLessThan(MEDIAN_CEILING);
    }

    private void received(StreamClient.Frame frame) {
        if (frame.isEvent()) {
            var key = frame.data().get("commandid").asString();
            nanos.put(key, frame.nanos() - sentAt.getOrDefault(key, Long.MAX_VALUE));
        }
    }

    private void send(int port, String token, String name, int changes, int perSecond) throws Exception {
        try (var clock = new AutoCloseableScheduler()) {
            for (int change = 0; change < changes; change++) {
                var key = name + "-" + change;
                clock.after(
                        Duration.ofSeconds(1).multipliedBy(change).dividedBy(perSecond), () -> post(port, token, key));
            }
            Awaitility.await().atMost(CEILING).until(() -> nanos.size() >= changes);
        }
    }

    /** Sends on time, whether or not the answers before have come. */
    private static class AutoCloseableScheduler implements AutoCloseable {

        private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);

        void after(Duration delay, Runnable action) {
            var unused = scheduler.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            scheduler.shutdownNow();
        }
    }

    private void post(int port, String token, String key) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/saved-replies".formatted(port)))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"title\":\"%s\",\"content\":\"Hello\"}".formatted(key)))
                .build();
        sentAt.putIfAbsent(key, System.nanoTime());
        var unused = http.sendAsync(request, BodyHandlers.discarding())
                .thenAcceptAsync(answer -> again(answer.statusCode(), port, token, key), IN_A_WHILE);
    }

    /** A process that is just warming up on a busy machine may say that it is too late; the key makes it safe to repeat. */
    private void again(int status, int port, String token, String key) {
        if (status == SERVICE_UNAVAILABLE) {
            post(port, token, key);
        }
    }

    private String token(int port) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/auth/token".formatted(port)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"user\":\"ann\"}"))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).get("access_token").asString();
    }
}
