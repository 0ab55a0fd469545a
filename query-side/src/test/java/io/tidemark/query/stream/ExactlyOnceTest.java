package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExactlyOnceTest {

    private static final int EVENTS = 1000;
    private static final int MAX_BURST = 25;
    private static final String OWN_EVENTS = """
            SELECT position FROM event_log
            WHERE position > ? AND payload ->> 'owner' = ? AND event_type LIKE '%' || ? ORDER BY position
            """;

    /** Everything that can happen to a stream happens often: pages, overflows, checkpoints, and ends of its lifetime. */
    private final QueryNode node = QueryNode.start(
            "--tuning.feed.page-events=5",
            "--tuning.feed.pending-bytes=3000",
            "--tuning.projector.batch-events=20",
            "--tidemark.stream.checkpoint-interval=15ms",
            "--tidemark.stream.lifetime=700ms");

    private final List<String> users = List.of("ann", "bob", "cid", "dan");

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void however_often_it_reconnects_each_client_gets_its_own_events_once_and_in_order(long seed)
            throws InterruptedException, ExecutionException {
        long start = node.append(new RandomHistory(seed, users).next(10));
        var random = new Random(seed);
        var clients = new ArrayList<RestlessClient>();
        for (var user : users) {
            clients.add(new RestlessClient(node, user, "", start, random.nextLong()));
            clients.add(new RestlessClient(node, user, ":deleted", start, random.nextLong()));
        }
        var threads = Executors.newFixedThreadPool(clients.size());
        var runs = clients.stream().map(threads::submit).toList();
        long end = appendInBursts(new RandomHistory(seed, users), random);
        clients.forEach(client -> client.runUntil(end));
        for (Future<?> run : runs) {
            run.get();
        }
        threads.shutdown();
        for (var client : clients) {
            assertThat(client.received()).as("%s, seed %d", client, seed).isEqualTo(expected(client, start));
        }
        System.out.printf(
                "Seed %d: %d clients connected %d times%n",
                seed,
                clients.size(),
                clients.stream().mapToInt(RestlessClient::connections).sum());
    }

    private long appendInBursts(RandomHistory history, Random random) {
        long last = 0;
        for (int left = EVENTS; left > 0; ) {
            int burst = Math.min(left, 1 + random.nextInt(MAX_BURST));
            last = node.append(history.next(burst));
            left -= burst;
        }
        return last;
    }

    private List<Long> expected(RestlessClient client, long start) {
        return node.jdbc()
                .sql(OWN_EVENTS)
                .params(start, client.user(), client.eventType())
                .query(Long.class)
                .list();
    }
}
