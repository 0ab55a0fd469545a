package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.CountedStatements;
import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomHistory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres-versions")
class StatementsTest {

    private final CountedStatements statements = new CountedStatements();
    private final QueryNode node = QueryNode.counting(statements);
    private final Batches batches = new Batches(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_batch_costs_as_many_however_many_events_and_users_it_has() {
        var users = List.of("ann", "bob", "cid", "dan");
        var history = new RandomHistory(3, users);
        node.append(history.next(50));
        batches.projectNews();
        int small = statementsFor(20, history);
        int large = statementsFor(400, history);
        assertThat(large).isEqualTo(small).isLessThan(12);
        System.out.printf("Statements for a batch of 20 events: %d, of 400: %d%n", small, large);
    }

    private int statementsFor(int events, RandomHistory history) {
        node.append(history.next(events));
        int before = statements.count();
        batches.projectNews();
        return statements.count() - before;
    }
}
