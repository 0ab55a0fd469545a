package io.tidemark.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomHistory;
import io.tidemark.query.administration.Administrator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replays as they are read before the scheduled job has recorded how they ended. Reading them writes nothing. */
class UnsettledReplayTest {

    private static final int EVENTS = 30;

    private final QueryNode node =
            QueryNode.start("--tidemark.replays.interval=1h", "--tidemark.replays.timeout=1m", QueryNode.QUIET);
    private final Replays replays = node.bean(Replays.class);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void rebuild_in_place_is_done_as_soon_as_the_projector_is() {
        node.append(new RandomHistory(3, List.of("ann")).next(EVENTS));
        node.catchUp();
        long replay = replays.beginInPlace(new Administrator("ann", null));
        await().atMost(Duration.ofSeconds(20)).until(() -> find(replay).state() == ReplayState.DONE);
        var read = find(replay);
        assertThat(read.finishedAt()).isAfter(read.startedAt());
        assertThat(read.secondsLeft()).isNull();
        assertThat(List.of(read.events(), read.total())).containsOnly(EVENTS + 1L);
        assertThat(replays.latest()).extracting(Replay::state).containsExactly(ReplayState.DONE);
        assertThat(stored("state")).isEqualTo("running");
        replays.settle();
        assertThat(stored("state")).isEqualTo("done");
        assertThat(find(replay))
                .usingRecursiveComparison()
                .ignoringFields("finishedAt", "perSecond")
                .isEqualTo(read);
    }

    @Test
    void replay_whose_process_died_is_running_until_the_job_finds_it_abandoned() {
        long replay = replays.beginBeside(new Administrator("ann", null));
        node.jdbc()
                .sql("UPDATE replay SET beat_at = beat_at - interval '1 hour'")
                .update();
        assertThat(find(replay).state()).isEqualTo(ReplayState.RUNNING);
        assertThat(stored("to_regnamespace('replay_' || id)::text")).isEqualTo("replay_" + replay);
        replays.settle();
        assertThat(find(replay).state()).isEqualTo(ReplayState.ABANDONED);
    }

    private Replay find(long replay) {
        return replays.find(replay).orElseThrow();
    }

    private String stored(String column) {
        return node.jdbc()
                .sql("SELECT " + column + " FROM replay")
                .query(String.class)
                .single();
    }
}
