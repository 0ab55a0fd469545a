package io.tidemark.query.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A retry and the projector at once: an event that comes meanwhile is either shown by the one or by the other. */
class RetryRaceTest {

    private static final int SUBJECTS = 60;

    private final QueryNode node = QueryNode.start(QueryNode.QUIET);
    private final Projector projector = node.bean(Projector.class);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void event_that_comes_during_a_retry_is_shown() {
        Faults.refuseBadTitles(node.jdbc());
        var dead = Stream.generate(() -> SavedReply.of("ann")).limit(SUBJECTS).toList();
        dead.forEach(reply -> node.append(reply.created("bad", "content")));
        node.catchUp();
        Faults.takeBadTitles(node.jdbc());
        for (var reply : dead) {
            var retry = CompletableFuture.supplyAsync(() -> projector.retry(reply.subject()));
            node.append(reply.retitled("the last"));
            assertThat(retry.join()).isTrue();
        }
        node.catchUp();
        assertThat(count("dead_letter_entry")).isZero();
        assertThat(count("reply_view WHERE title = 'the last'")).isEqualTo(SUBJECTS);
        assertThat(count("feed WHERE stale")).isZero();
    }

    private long count(String rows) {
        return node.jdbc().sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }
}
