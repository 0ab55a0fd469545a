package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hundreds of clients come back at once, and there is one turn to read what they missed. */
@Tag("slow")
class StormTest {

    private static final int USERS = 80;
    private static final int STREAMS_OF_EACH = 5;
    private static final int EVENTS_OF_EACH = 40;
    private static final Duration CEILING = Duration.ofSeconds(60);

    private final QueryNode node = QueryNode.start("--tuning.stream.catch-ups=1", "--tuning.feed.page-events=10");

    private final List<String> users =
            IntStream.range(0, USERS).mapToObj(user -> "user-" + user).toList();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void all_are_served_and_neither_live_streams_nor_reads_wait_for_them() {
        long from = node.append(SavedReply.of("bob").created());
        var expected = appendForAll();
        try (var live = node.stream("bob").open()) {
            live.await("sync");
            assertThatALiveStreamAndAReadAreServed(live, "Before");
            long start = System.nanoTime();
            var clients = comeBack(from);
            var served = CompletableFuture.runAsync(() -> clients.forEach((user, streams) ->
                    streams.forEach(stream -> assertThat(positions(stream)).isEqualTo(expected.get(user)))));
            assertThatALiveStreamAndAReadAreServed(live, "Meanwhile");
            assertThat(served).succeedsWithin(CEILING);
            System.out.printf(
                    "%d clients came back, the last had all %d events after %d ms%n",
                    USERS * STREAMS_OF_EACH, EVENTS_OF_EACH, millisSince(start));
            clients.values().forEach(streams -> streams.forEach(SseClient::close));
        }
    }

    private void assertThatALiveStreamAndAReadAreServed(SseClient live, String when) {
        long start = System.nanoTime();
        long news = node.append(SavedReply.of("bob").created());
        assertThat(live.changes(1).get(0).position()).isEqualTo(news);
        long delivered = millisSince(start);
        assertThat(node.get("bob", "/api/snapshot").statusCode()).isEqualTo(200);
        System.out.printf("%s an event took %d ms, with a read %d ms%n", when, delivered, millisSince(start));
        assertThat(delivered).isLessThan(5000);
    }

    private Map<String, List<Long>> appendForAll() {
        var expected = new HashMap<String, List<Long>>();
        for (int round = 0; round < EVENTS_OF_EACH; round++) {
            long last = node.append(
                    users.stream().map(user -> SavedReply.of(user).created()).toList());
            for (int user = 0; user < USERS; user++) {
                expected.computeIfAbsent(users.get(user), key -> new ArrayList<>())
                        .add(last - USERS + 1 + user);
            }
        }
        node.catchUp();
        return expected;
    }

    private Map<String, List<SseClient>> comeBack(long from) {
        var clients = new HashMap<String, List<SseClient>>();
        for (var user : users) {
            var request = node.stream(user).from(node.cursor(from));
            clients.put(
                    user,
                    IntStream.range(0, STREAMS_OF_EACH)
                            .mapToObj(stream -> request.open())
                            .toList());
        }
        return clients;
    }

    private static List<Long> positions(SseClient stream) {
        return stream.changes(EVENTS_OF_EACH).stream()
                .map(change -> change.position())
                .toList();
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
