package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomHistory;
import io.tidemark.query.SavedReply;
import java.util.List;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rebuild in place of a feed from which the retention has removed. */
class TrimmedRebuildTest {

    private static final String BY_AGE = "UPDATE feed_state SET floor = 30; DELETE FROM feed WHERE position <= 30";
    private static final String BY_NUMBER = """
            DELETE FROM feed
            WHERE channel = 'user:ann' AND number <= (SELECT max(number) - 5 FROM feed WHERE channel = 'user:ann')
            """;

    private final QueryNode node =
            QueryNode.start("--tuning.projector.batch-events=7", "--tidemark.projector.claim-timeout=400ms");
    private final PooledStreamingEventProcessor processor = node.bean(PooledStreamingEventProcessor.class);

    @BeforeEach
    void trimmedHistory() {
        node.append(new RandomHistory(7, List.of("ann", "bob")).next(100));
        node.catchUp();
        node.jdbc().sql(BY_AGE).update();
        node.jdbc().sql(BY_NUMBER).update();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void removed_entries_stay_removed_and_the_remaining_ones_still_show_it() {
        var before = Projected.on(node);
        rebuild();
        assertThat(Projected.on(node)).isEqualTo(before);
        assertThat(before.feed())
                .filteredOn(entry -> entry.contains("user:ann"))
                .hasSize(5);
        assertThat(node.jdbc()
                        .sql("SELECT floor FROM feed_state")
                        .query(Long.class)
                        .single())
                .isEqualTo(30);
    }

    @Test
    void events_during_a_rebuild_follow_the_remaining_entries() {
        var chain = "SELECT previous FROM feed WHERE channel = 'user:ann' ORDER BY position";
        long newest = node.jdbc()
                .sql("SELECT max(position) FROM feed WHERE channel = 'user:ann'")
                .query(Long.class)
                .single();
        shutDownAndReset();
        long last = node.append(SavedReply.many("ann", 2));
        processor.start();
        node.catchUp();
        assertThat(node.jdbc().sql(chain).query(Long.class).list()).hasSize(7).endsWith(newest, last - 1);
        assertThat(node.jdbc()
                        .sql("SELECT max(number) - min(number) + 1 FROM feed WHERE channel = 'user:ann'")
                        .query(Long.class)
                        .single())
                .isEqualTo(7);
    }

    private void rebuild() {
        shutDownAndReset();
        processor.start();
        node.catchUp();
    }

    private void shutDownAndReset() {
        processor.shutDown();
        processor.resetTokens();
    }
}
