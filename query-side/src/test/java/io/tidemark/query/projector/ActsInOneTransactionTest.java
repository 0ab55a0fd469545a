package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.append.TransactionalAppend;
import io.tidemark.events.administration.DeadLetterGivenUp;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.administration.Administrator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;

/** What an administrator does is stored together with its event, or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActsInOneTransactionTest {

    private static final Administrator ADMINISTRATOR = new Administrator("ann", null);
    private static final int ACTS = 20;

    private final QueryNode node = QueryNode.start(QueryNode.QUIET);
    private final ProjectorOperations operations = node.bean(ProjectorOperations.class);

    @BeforeEach
    void refuse() {
        Faults.refuseBadTitles(node.jdbc());
    }

    @AfterEach
    void accept() {
        Faults.takeBadTitles(node.jdbc());
        node.jdbc()
                .sql("ALTER TABLE event_log DROP CONSTRAINT IF EXISTS no_acts")
                .update();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void an_act_whose_event_cannot_be_stored_is_not_done() {
        var bad = dead();
        node.jdbc()
                .sql(
                        "ALTER TABLE event_log ADD CONSTRAINT no_acts CHECK (aggregate_type <> 'administration') NOT VALID")
                .update();
        assertThatThrownBy(() -> operations.giveUp(bad.subject(), ADMINISTRATOR))
                .isInstanceOf(DataAccessException.class);
        Faults.takeBadTitles(node.jdbc());
        assertThatThrownBy(() -> operations.retry(bad.subject(), ADMINISTRATOR))
                .isInstanceOf(DataAccessException.class);
        assertThat(waiting(bad)).isEqualTo(1);
    }

    @Test
    void an_act_that_changes_nothing_has_no_event() {
        long before = acts();
        assertThat(operations.giveUp("reply/none", ADMINISTRATOR)).isZero();
        assertThat(operations.retry("reply/none", ADMINISTRATOR)).isFalse();
        assertThat(acts()).isEqualTo(before);
    }

    @Test
    void an_event_needs_the_transaction_of_its_act() {
        var event = new DeadLetterGivenUp(UUID.randomUUID().toString(), "reply/none", 1, null);
        var log = node.bean(TransactionalAppend.class);
        assertThatThrownBy(() -> log.append("ann", "administration", UUID.randomUUID(), event))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void acts_and_commands_at_once_leave_no_gap_in_the_log() {
        var bad = IntStream.range(0, ACTS).mapToObj(each -> dead()).toList();
        var commands = CompletableFuture.runAsync(() -> IntStream.range(0, ACTS)
                .forEach(each -> node.append(SavedReply.of("ann").created())));
        bad.forEach(each -> operations.giveUp(each.subject(), ADMINISTRATOR));
        commands.join();
        List<Long> positions = node.jdbc()
                .sql("SELECT position FROM event_log ORDER BY position")
                .query(Long.class)
                .list();
        assertThat(positions)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, positions.size()).boxed().toList());
        node.catchUp();
    }

    private SavedReply dead() {
        var bad = SavedReply.of(QueryNode.newUser());
        node.append(bad.created("bad", "content"));
        node.catchUp();
        return bad;
    }

    private long waiting(SavedReply reply) {
        return node.jdbc()
                .sql("SELECT count(*) FROM dead_letter_entry WHERE sequence_identifier = ?")
                .params(reply.subject())
                .query(Long.class)
                .single();
    }

    private long acts() {
        return node.jdbc()
                .sql("SELECT count(*) FROM event_log WHERE aggregate_type = 'administration'")
                .query(Long.class)
                .single();
    }
}
