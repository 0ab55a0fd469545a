package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectorFailureTest {

    private final QueryNode node = QueryNode.start(
            "--tidemark.projector.claim-timeout=400ms",
            "--spring.datasource.hikari.connection-init-sql=SET statement_timeout = '500ms'",
            QueryNode.QUIET);

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply_view", "feed", "token_entry"})
    void a_connection_lost_in_the_middle_of_a_batch_loses_nothing_and_kills_no_event(String table) {
        assertThatTenComeThrough(table, Faults.LOSE_CONNECTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed_state", "token_entry"})
    void a_transaction_that_fails_is_done_once_after_all(String table) {
        assertThatTenComeThrough(table, Faults.REFUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = "reply_view")
    void a_batch_that_is_refused_but_none_of_its_events_by_itself_is_done_event_by_event(String table) {
        assertThatTenComeThrough(table, Faults.REFUSE);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"reply_view", "feed"})
    void a_batch_that_takes_longer_than_a_statement_may_is_given_the_time(String table) {
        assertThatTenComeThrough(table, Faults.TAKE_LONG, Integer.MAX_VALUE);
    }

    private void assertThatTenComeThrough(String table, String fault) {
        assertThatTenComeThrough(table, fault, 1);
    }

    private void assertThatTenComeThrough(String table, String fault, int times) {
        var user = QueryNode.newUser();
        Faults.next(node.jdbc(), times, table, fault);
        long last = node.append(SavedReply.many(user, 10));
        node.catchUp();
        assertThat(count("fault_%s WHERE last_value > 1".formatted(table))).isEqualTo(1);
        Faults.heal(node.jdbc(), table);
        assertThat(count("reply_view WHERE owner = '%s'".formatted(user))).isEqualTo(10);
        assertThat(count("feed WHERE channel = 'user:%s' AND NOT stale".formatted(user)))
                .isEqualTo(10);
        assertThat(count("dead_letter_entry")).isZero();
        assertThat(count("feed_state WHERE head = %1$s AND projected = %1$s".formatted(last)))
                .isEqualTo(1);
    }

    private long count(String rows) {
        return node.jdbc().sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }
}
