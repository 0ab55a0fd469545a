package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The settings under which PostgreSQL plans the statements of a batch. */
@Tag("postgres-versions")
class PlansOfBatchTest {

    private final QueryNode node = QueryNode.start();
    private final Batches batches = new Batches(node);

    @BeforeEach
    void note_the_settings_of_each_session_that_writes_the_feed() {
        node.jdbc().sql("CREATE TABLE noted (setting text)").update();
        node.jdbc().sql("""
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO noted SELECT name || '=' || current_setting(name)
                    FROM unnest(ARRAY['enable_seqscan', 'jit']) AS name;
                    RETURN NULL;
                END $$
                """).update();
        node.jdbc()
                .sql("CREATE TRIGGER note AFTER INSERT ON feed FOR EACH STATEMENT EXECUTE FUNCTION note()")
                .update();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** Up to PostgreSQL 17, a plan for which there is no index is priced so high that JIT would compile it each time. */
    @Test
    void nothing_is_compiled_because_scans_are_off() {
        node.append(SavedReply.of("ann").created());
        batches.projectNews();
        assertThat(node.jdbc()
                        .sql("SELECT DISTINCT setting FROM noted")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("enable_seqscan=off", "jit=off");
    }
}
