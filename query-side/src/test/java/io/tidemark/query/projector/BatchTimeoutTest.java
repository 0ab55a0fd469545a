package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import java.util.ArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchTimeoutTest {

    private static final String[] IN_A_HURRY = {
        "--spring.datasource.hikari.connection-init-sql=SET statement_timeout = '200ms';"
                + " SET idle_in_transaction_session_timeout = '300ms'",
        "--tuning.projector.slow-batch-timeout=1s",
        "--tuning.projector.max-batch-timeout=5s",
        QueryNode.QUIET
    };

    private final QueryNode node = QueryNode.start(IN_A_HURRY);
    private final JdbcClient observer = JdbcClient.create(TestDatabase.dataSource(node.url()));
    private final BatchTimeout batchTimeout = node.bean(BatchTimeout.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new JdbcTransactionManager(node.bean(DataSource.class)));

    @BeforeEach
    void normal() {
        batchTimeout.sufficed();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void each_that_runs_out_of_time_gives_the_next_four_times_as_much_up_to_a_bound() {
        assertThat(timeouts()).isEqualTo("200ms 300ms");
        runOut();
        assertThat(timeouts()).isEqualTo("1s 1s");
        runOut();
        assertThat(timeouts()).isEqualTo("4s 4s");
        runOut();
        assertThat(timeouts()).isEqualTo("5s 5s");
        batchTimeout.sufficed();
        assertThat(timeouts()).isEqualTo("200ms 300ms");
    }

    @Test
    void one_that_fails_otherwise_gives_no_more() {
        assertThatThrownBy(() -> spendOn("SELECT 1 / 0")).hasMessageContaining("division by zero");
        assertThat(timeouts()).isEqualTo("200ms 300ms");
    }

    @Test
    void a_pause_between_two_statements_counts() {
        assertThatThrownBy(this::pause);
        pause();
    }

    private void runOut() {
        assertThatThrownBy(() -> spendOn("SET LOCAL statement_timeout = 10; SELECT pg_sleep(1)"));
    }

    private void spendOn(String sql) {
        transaction.executeWithoutResult(
                batch -> batchTimeout.spendOn(() -> node.jdbc().sql(sql).update()));
    }

    /** Lets the session of the transaction be silent for twice the time that it has at first. */
    private void pause() {
        transaction.executeWithoutResult(batch -> batchTimeout.spendOn(() -> {
            int session = node.jdbc()
                    .sql("SELECT pg_backend_pid()")
                    .query(Integer.class)
                    .single();
            await().until(() -> hasBeenSilent(session));
            timeoutsNow();
        }));
    }

    private boolean hasBeenSilent(int session) {
        return observer.sql("SELECT count(*) = 0 FROM pg_stat_activity"
                        + " WHERE pid = ? AND state_change > clock_timestamp() - interval '600 ms'")
                .params(session)
                .query(Boolean.class)
                .single();
    }

    private String timeouts() {
        var seen = new ArrayList<String>();
        transaction.executeWithoutResult(batch -> batchTimeout.spendOn(() -> seen.add(timeoutsNow())));
        return seen.get(0);
    }

    private String timeoutsNow() {
        return node.jdbc()
                .sql("SELECT concat(current_setting('statement_timeout'), ' ',"
                        + " current_setting('idle_in_transaction_session_timeout'))")
                .query(String.class)
                .single();
    }
}
