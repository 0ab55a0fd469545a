package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.CountedStatements;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SomeShop;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Businesses and products end in the same rows, however their history is cut into batches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopReplayTest {

    private static final int ALL = 1000;

    private final CountedStatements statements = new CountedStatements();
    private final QueryNode node = QueryNode.counting(statements);
    private final Batches batches = new Batches(node);
    private final List<DomainEventMessage<?>> history = history();

    private static List<DomainEventMessage<?>> history() {
        var quay = new SomeShop("ann");
        var pier = new SomeShop("bob");
        return List.of(
                quay.opened(),
                pier.opened(),
                quay.created(),
                pier.created(),
                quay.renamed("Harbour"),
                quay.priced("3.00", "USD"),
                pier.changedWhole(),
                quay.enrichmentRequested(),
                quay.enriched(),
                pier.enrichmentFailed(),
                quay.imageShown(),
                pier.renamed(null, "description"),
                quay.priced(null, null, "price", "currency"),
                pier.enrichmentRequested("reason"),
                pier.deleted());
    }

    @BeforeAll
    void project() {
        node.append(history);
        batches.project(0, ALL);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, ALL})
    void batches_of_any_size_end_in_the_same(int size) {
        var before = rows();
        assertThat(before).hasSize(3);
        node.jdbc().sql("TRUNCATE business_view, product_view, feed").update();
        batches.project(0, size);
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, ALL})
    void any_tail_handed_over_again_changes_nothing(int size) {
        var before = rows();
        for (int after = 0; after < history.size(); after++) {
            batches.project(after, size);
            assertThat(rows()).as("replayed after %d", after).isEqualTo(before);
        }
    }

    @Test
    void repeated_events_do_not_revert_a_row() {
        var before = rows();
        for (int after = 0; after < history.size(); after++) {
            batches.projectOne(after, 1);
            assertThat(rows()).as("only what is after %d", after).containsAll(before);
        }
        batches.project(0, ALL);
    }

    @Test
    void a_batch_costs_as_many_statements_however_many_events_it_has() {
        int few = statementsFor(2);
        int many = statementsFor(60);
        assertThat(many).isEqualTo(few);
    }

    private int statementsFor(int shops) {
        var events = Stream.generate(() -> new SomeShop("cid"))
                .limit(shops)
                .flatMap(shop ->
                        Stream.of(shop.opened(), shop.created(), shop.renamed("New"), shop.enrichmentRequested()))
                .toList();
        node.append(List.<DomainEventMessage<?>>copyOf(events));
        int before = statements.count();
        batches.projectNews();
        int count = statements.count() - before;
        node.jdbc().sql("DELETE FROM business_view WHERE owner = 'cid'").update();
        node.jdbc().sql("DELETE FROM product_view WHERE owner = 'cid'").update();
        node.jdbc()
                .sql("DELETE FROM feed WHERE position > ?")
                .params(history.size())
                .update();
        node.jdbc()
                .sql("DELETE FROM event_log WHERE position > ?")
                .params(history.size())
                .update();
        return count;
    }

    private List<String> rows() {
        return node.jdbc().sql("""
            SELECT row_to_json(b)::text FROM business_view b
            UNION ALL SELECT row_to_json(p)::text FROM product_view p ORDER BY 1
            """).query(String.class).list();
    }
}
