package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.health.contributor.Status;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectorHealthTest {

    private final QueryNode node = QueryNode.start();
    private final PooledStreamingEventProcessor processor = node.bean(PooledStreamingEventProcessor.class);
    private final ProjectorHealth health = node.bean(ProjectorHealth.class);

    private long last;

    @BeforeEach
    void past() {
        node.jdbc().sql("UPDATE feed_state SET projected = head").update();
        processor.start();
        last = node.append(SavedReply.many("ann", 3));
        node.catchUp();
        processor.shutDown();
        node.jdbc()
                .sql("UPDATE event_log SET recorded_at = recorded_at - interval '1 h'")
                .update();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void a_rebuild_alone_makes_no_process_unready() {
        node.jdbc().sql("UPDATE feed_state SET projected = 0").update();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(node.bean(ProjectorLag.class).now().events()).isEqualTo(last);
    }

    @Test
    void what_is_not_delivered_for_too_long_does() {
        last = node.append(SavedReply.of("ann").created());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        node.jdbc()
                .sql("UPDATE event_log SET recorded_at = recorded_at - interval '11 s' WHERE position = ?")
                .params(last)
                .update();
        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.health().getDetails()).containsEntry("events", 1L);
    }
}
