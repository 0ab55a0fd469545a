package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.administration.Administrator;
import java.util.List;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaleEventsTest {

    private final QueryNode node = QueryNode.start("--tidemark.projector.claim-timeout=400ms", QueryNode.QUIET);

    @BeforeEach
    void refuse() {
        node.jdbc().sql("TRUNCATE reply_view").update();
        Faults.refuseBadTitles(node.jdbc());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void clients_get_them_marked_until_the_read_model_has_taken_them() {
        var bad = SavedReply.of("ann");
        var good = SavedReply.of("ann");
        try (var stream = node.stream("ann").open()) {
            stream.await("sync");
            node.append(bad.created(), bad.retitled("bad"), good.created());
            assertThat(stream.changes(3))
                    .extracting(frame -> frame.data().path("stale").asBoolean(false))
                    .containsExactly(false, true, false);
        }
        Faults.takeBadTitles(node.jdbc());
        assertThat(node.bean(ProjectorOperations.class).retry(bad.subject(), new Administrator("ann", null)))
                .isTrue();
        assertThat(staleAmongMissed("ann")).containsExactly(false, false, false);
    }

    @Test
    void a_rebuild_applies_them_again() {
        var bad = SavedReply.of("bob");
        node.append(bad.created(), bad.retitled("bad"), bad.uncategorised());
        node.catchUp();
        rebuild();
        assertThat(staleAmongMissed("bob")).containsExactly(false, true, true);
        Faults.takeBadTitles(node.jdbc());
        assertThat(node.bean(ProjectorOperations.class).retry(bad.subject(), new Administrator("ann", null)))
                .isTrue();
        assertThat(staleAmongMissed("bob")).containsExactly(false, false, false);
        assertThat(node.get("bob", "/api/saved-replies/" + bad.id()).body()).contains("bad");
    }

    private void rebuild() {
        var processor = node.bean(PooledStreamingEventProcessor.class);
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        node.catchUp();
    }

    private List<Boolean> staleAmongMissed(String user) {
        try (var stream = node.stream(user).from(node.cursor(0)).open()) {
            return stream.changes(3).stream()
                    .map(frame -> frame.data().path("stale").asBoolean(false))
                    .toList();
        }
    }
}
