package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.events.DomainEvent;
import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.projection.Projection;
import io.tidemark.query.projection.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Batches that need more time than a transaction has: they are begun again with more, whatever else happens in them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowBatchTest {

    private static final String SLOW = "slow";

    private final SlowProjections projections = new SlowProjections();
    private final QueryNode node = QueryNode.with(
            projections,
            "--spring.datasource.hikari.connection-init-sql=SET statement_timeout = '500ms';"
                    + " SET idle_in_transaction_session_timeout = '300ms'",
            QueryNode.QUIET);

    @BeforeAll
    void observe() {
        projections.observer = JdbcClient.create(TestDatabase.dataSource(node.url()));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void one_whose_projection_is_silent_for_too_long_is_given_the_time() {
        var reply = SavedReply.of(QueryNode.newUser());
        node.append(reply.created(SLOW, "content"));
        node.catchUp();
        assertThat(count("reply_view WHERE id = '%s'".formatted(reply.id()))).isEqualTo(1);
        assertThat(count("dead_letter_entry WHERE sequence_identifier = '%s'".formatted(reply.subject())))
                .isZero();
    }

    @Test
    void one_of_which_an_event_is_refused_keeps_the_time_that_it_was_given() {
        var bad = SavedReply.of(QueryNode.newUser());
        Faults.refuseBadTitles(node.jdbc());
        Faults.next(node.jdbc(), Integer.MAX_VALUE, "feed", "PERFORM pg_sleep(0.6);");
        node.append(bad.created("bad", "content"));
        node.catchUp();
        Faults.heal(node.jdbc(), "feed");
        Faults.takeBadTitles(node.jdbc());
        assertThat(count("dead_letter_entry WHERE sequence_identifier = '%s'".formatted(bad.subject())))
                .isEqualTo(1);
        assertThat(count("feed WHERE subject = '%s' AND stale".formatted(bad.subject())))
                .isEqualTo(1);
    }

    private long count(String rows) {
        return node.jdbc().sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }

    private static final class SlowProjections implements BeanPostProcessor {

        private volatile @Nullable JdbcClient observer;

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof Projection<?, ?> projection ? new SlowProjection<>(projection, this) : bean;
        }

        /** Whether the transaction has been silent for twice as long as it may at first, or was ended for that. */
        boolean haveBeenSilent() {
            return Objects.requireNonNull(observer)
                    .sql("SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND state = 'idle in transaction'"
                            + " AND state_change > clock_timestamp() - interval '600 ms'")
                    .query(Boolean.class)
                    .single();
        }
    }

    /** Thinks about some replies for longer than a session may be silent in a transaction. */
    private record SlowProjection<E extends DomainEvent, V>(Projection<E, V> projection, SlowProjections all)
            implements Projection<E, V> {

        @Override
        public Class<E> events() {
            return projection.events();
        }

        @Override
        public String table() {
            return projection.table();
        }

        @Override
        public @Nullable V fold(@Nullable V row, RecordedEvent<E> event) {
            if (event.event() instanceof ReplyCreated reply && reply.title().equals(SLOW)) {
                await().until(all::haveBeenSilent);
            }
            return projection.fold(row, event);
        }

        @Override
        public V read(ResultSet row) throws SQLException {
            return projection.read(row);
        }

        @Override
        public void save(Collection<V> rows) {
            projection.save(rows);
        }
    }
}
