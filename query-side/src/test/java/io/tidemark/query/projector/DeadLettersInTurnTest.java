package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersInTurnTest {

    private final String database = TestDatabase.create();
    private final QueryNode first = QueryNode.on(database);
    private final QueryNode second = QueryNode.on(database);

    @BeforeEach
    void only_the_first_projects() {
        projector(second).shutDown();
        projector(first).shutDown();
        projector(first).start();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void what_another_process_kept_aside_is_not_overtaken_by_one_that_once_knew_of_nothing() {
        var reply = SavedReply.of("ann");
        first.append(reply.created());
        first.catchUp();

        Faults.refuseBadTitles(first.jdbc());
        projector(first).shutDown();
        projector(second).start();
        second.append(reply.retitled("bad"));
        second.catchUp();

        projector(second).shutDown();
        projector(first).start();
        first.append(reply.uncategorised());
        first.catchUp();
        assertThat(first.jdbc()
                        .sql("SELECT stale FROM feed ORDER BY position")
                        .query(Boolean.class)
                        .list())
                .containsExactly(false, true, true);
    }

    private static PooledStreamingEventProcessor projector(QueryNode node) {
        return node.bean(PooledStreamingEventProcessor.class);
    }
}
