package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class ProjectorHealthTest {

    private final QueryNode node = QueryNode.start();
    private final ProjectorHealth health = node.bean(ProjectorHealth.class);

    @BeforeEach
    void past() {
        node.append(SavedReply.many("ann", 3));
        node.catchUp();
        node.bean(PooledStreamingEventProcessor.class).shutDown();
        node.jdbc()
                .sql("UPDATE event_log SET recorded_at = recorded_at - interval '1 h'")
                .update();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_rebuild_alone_makes_no_process_unready() {
        node.jdbc().sql("UPDATE feed_state SET projected = 0").update();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(node.bean(ProjectorLag.class).now().events()).isEqualTo(3);
    }

    @Test
    void what_is_not_delivered_for_too_long_does() {
        node.append(SavedReply.of("ann").created());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        node.jdbc()
                .sql("UPDATE event_log SET recorded_at = recorded_at - interval '11 s' WHERE position = 4")
                .update();
        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.health().getDetails()).containsEntry("events", 1L);
    }
}
