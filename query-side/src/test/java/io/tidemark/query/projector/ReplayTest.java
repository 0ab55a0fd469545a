package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomHistory;
import io.tidemark.query.SavedReply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {

    private static final int EVENTS = 25;
    private static final int ALL = 1000;

    private final QueryNode node = QueryNode.start();
    private final Batches batches = new Batches(node);

    @BeforeAll
    void history() {
        node.append(new RandomHistory(42, List.of("ann", "bob", "cid")).next(EVENTS));
        batches.project(0, ALL);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, ALL})
    void batches_of_any_size_end_in_the_same(int size) {
        var inOneBatch = Projected.on(node);
        node.jdbc().sql("TRUNCATE reply_view, feed").update();
        node.jdbc().sql("UPDATE feed_state SET head = 0, projected = 0").update();
        batches.project(0, size);
        assertThat(Projected.on(node)).isEqualTo(inOneBatch);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, ALL})
    void any_tail_handed_over_again_changes_nothing(int size) {
        var once = Projected.on(node);
        for (int after = 0; after < EVENTS; after++) {
            batches.project(after, size);
            assertThat(Projected.on(node)).as("replayed after %d", after).isEqualTo(once);
        }
    }

    @Test
    void repeated_events_do_not_revert_a_row() {
        var once = Projected.on(node).replies();
        for (int after = 0; after < EVENTS; after++) {
            batches.projectOne(after, 1);
            assertThat(Projected.on(node).replies())
                    .as("only what is after %d", after)
                    .containsAll(once);
        }
        batches.project(0, ALL);
    }

    @Test
    void an_entry_that_says_the_same_is_not_written_again() {
        var before = written();
        batches.project(0, ALL);
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void an_entry_that_says_something_else_is_changed_in_its_place() {
        var once = Projected.on(node);
        node.jdbc()
                .sql("UPDATE feed SET data = '{}', stale = true WHERE position % 2 = 0")
                .update();
        assertThat(Projected.on(node)).isNotEqualTo(once);
        batches.project(0, ALL);
        assertThat(Projected.on(node)).isEqualTo(once);
    }

    /** Which transaction wrote each entry. */
    private List<String> written() {
        return node.jdbc()
                .sql("SELECT position || ' ' || xmin::text || ' ' || xmax::text FROM feed ORDER BY position")
                .query(String.class)
                .list();
    }

    @Test
    void every_channel_is_one_chain_from_its_first_entry_on() {
        var broken = node.jdbc().sql("""
                SELECT count(*) FROM (SELECT previous, lag(position, 1, 0::bigint) OVER (PARTITION BY channel ORDER BY position)
                                                       AS before FROM feed) f
                WHERE previous <> before
                """).query(Long.class).single();
        assertThat(broken).isZero();
        assertThat(Projected.on(node).feed()).hasSize(EVENTS);
    }

    @Test
    void a_resource_created_and_deleted_within_one_batch_leaves_no_row() {
        var reply = SavedReply.of("ann");
        node.append(reply.created(), reply.retitled("other"), reply.deleted());
        var before = Projected.on(node);
        batches.projectNews();
        assertThat(Projected.on(node).replies()).isEqualTo(before.replies());
        assertThat(Projected.on(node).feed()).hasSize(before.feed().size() + 3);
        node.jdbc().sql("DELETE FROM feed WHERE position > ?").params(EVENTS).update();
        node.jdbc()
                .sql("DELETE FROM event_log WHERE position > ?")
                .params(EVENTS)
                .update();
    }
}
