package io.tidemark.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomHistory;
import io.tidemark.query.administration.Administrator;
import io.tidemark.testkit.SseFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class InPlaceReplayTest {

    private static final Duration CEILING = Duration.ofSeconds(60);
    private static final String[] SETTINGS = {
        "--tuning.projector.batch-events=20", "--tidemark.projector.claim-timeout=1s", QueryNode.QUIET
    };

    private final String database = TestDatabase.create();
    private final QueryNode first = QueryNode.on(database, SETTINGS);
    private final QueryNode second = QueryNode.on(database, SETTINGS);
    private final RandomHistory history = new RandomHistory(5, List.of("ann", "bob"));

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void idle_projector_begins_again() {
        second.bean(PooledStreamingEventProcessor.class).shutDown();
        first.append(history.next(200));
        first.catchUp();
        var before = rows();
        long replay = second.bean(Replays.class).beginInPlace(new Administrator("ann", null));
        var done = done(replay);
        assertThat(done.events())
                .as("its own start too")
                .isEqualTo(done.total())
                .isEqualTo(201);
        assertThat(done.cursor()).isEqualTo(first.cursor(201));
        assertThat(rows()).isEqualTo(before);
    }

    @RepeatedTest(2)
    void rebuilds_under_load_from_a_process_that_does_not_project_and_no_cursor_breaks() {
        first.append(history.next(500));
        first.catchUp();
        var other = projecting() == first ? second : first;
        var enough = new AtomicBoolean();
        var writer = new Thread(() -> {
            while (!enough.get()) {
                first.append(history.next(3));
            }
        });
        try (var stream = first.stream("ann").from(first.cursor(0)).open()) {
            writer.start();
            done(other.bean(Replays.class).beginInPlace(new Administrator("ann", null)));
            done(other.bean(Replays.class).beginInPlace(new Administrator("ann", null)));
            enough.set(true);
            await().atMost(CEILING).until(() -> !writer.isAlive());
            first.catchUp();
            var positions = positionsOf("ann");
            assertThat(stream.changes(positions.size()))
                    .extracting(SseFrame::position)
                    .isEqualTo(positions);
        }
        long comparison = other.bean(ShadowReplays.class).begin(new Administrator("ann", null));
        assertThat(ended(comparison).state()).as("%s", find(comparison)).isEqualTo(ReplayState.MATCHES);
    }

    @Test
    void takes_part_in_one_at_a_time() {
        first.append(history.next(50));
        first.catchUp();
        Stream.of(first, second)
                .forEach(node -> node.bean(PooledStreamingEventProcessor.class).shutDown());
        long replay = first.bean(Replays.class).beginInPlace(new Administrator("ann", null));
        assertThat(find(replay)).extracting(Replay::events, Replay::total).containsExactly(0L, 50L);
        assertThat(Stream.of(first, second))
                .allSatisfy(node -> assertThatThrownBy(
                                () -> node.bean(ShadowReplays.class).begin(new Administrator("bob", null)))
                        .hasMessageContaining("another replay is running"));
    }

    private QueryNode projecting() {
        return await().until(
                        () -> Stream.of(first, second)
                                .filter(node -> !node.bean(PooledStreamingEventProcessor.class)
                                        .processingStatus()
                                        .isEmpty())
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private Replay find(long replay) {
        return second.bean(Replays.class).find(replay).orElseThrow();
    }

    private Replay ended(long replay) {
        return await().atMost(CEILING).until(() -> find(replay), found -> found.state() != ReplayState.RUNNING);
    }

    private Replay done(long replay) {
        var ended = ended(replay);
        assertThat(ended.state()).isEqualTo(ReplayState.DONE);
        return ended;
    }

    private List<Long> positionsOf(String user) {
        return first.jdbc()
                .sql("SELECT position FROM event_log WHERE payload->>'owner' = ? ORDER BY position")
                .params(user)
                .query(Long.class)
                .list();
    }

    private List<String> rows() {
        return first.jdbc()
                .sql("SELECT v::text FROM reply_view v ORDER BY id")
                .query(String.class)
                .list();
    }
}
