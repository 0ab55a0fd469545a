package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres-versions")
class UnknownEventTest {

    private final QueryNode node = QueryNode.start();
    private final Batches batches = new Batches(node);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void the_projector_stops_before_it_and_passes_over_nothing() {
        var reply = SavedReply.of("ann");
        node.append(reply.created(), reply.retitled("new"), reply.retitled("newer"));
        var known = renameSecond("reply:archived");
        assertThatThrownBy(batches::projectNews)
                .hasRootCauseMessage("the event at position 2 has a type that this release does not know");
        assertThat(feed()).isEmpty();
        assertThat(count("dead_letter_entry")).isZero();

        renameSecond(known); // As if the release that knows it had come.
        batches.projectNews();
        assertThat(feed()).isEqualTo("1,2,3");
    }

    /** Returns what it was called before. */
    private String renameSecond(String type) {
        return node.jdbc()
                .sql("UPDATE event_log e SET event_type = ? FROM event_log before"
                        + " WHERE e.position = 2 AND before.position = 2 RETURNING before.event_type")
                .params(type)
                .query(String.class)
                .single();
    }

    private String feed() {
        return node.jdbc()
                .sql("SELECT coalesce(string_agg(position::text, ',' ORDER BY position), '') FROM feed")
                .query(String.class)
                .single();
    }

    private long count(String table) {
        return node.jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
