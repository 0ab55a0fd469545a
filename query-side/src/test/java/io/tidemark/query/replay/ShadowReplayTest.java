package io.tidemark.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomHistory;
import io.tidemark.query.RandomText;
import io.tidemark.query.SavedReply;
import io.tidemark.query.administration.Administrator;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("postgres-versions")
class ShadowReplayTest {

    private static final Duration CEILING = Duration.ofSeconds(60);
    private static final int EVENTS = 3000;

    private final QueryNode node = QueryNode.start(
            "--tuning.projector.batch-events=100",
            "--tuning.replay.max-differences=5",
            "--tuning.replay.timeout=1h",
            "--tuning.replay.interval=100ms",
            "--spring.datasource.hikari.data-source-properties.options=-c statement_timeout=2s",
            "--spring.datasource.hikari.data-source-properties.socketTimeout=3",
            QueryNode.QUIET);
    private final RandomHistory history = new RandomHistory(11, List.of("ann", "bob"));
    private final Replays replays = node.bean(Replays.class);
    private final ShadowReplays shadowReplays = node.bean(ShadowReplays.class);

    @BeforeAll
    void past() {
        node.append(history.next(EVENTS));
        node.catchUp();
    }

    @AfterEach
    void repair() {
        node.jdbc()
                .sql("ALTER TABLE reply_view DROP CONSTRAINT IF EXISTS no_bad_title")
                .update();
        node.jdbc()
                .sql("UPDATE replay SET state = 'failed' WHERE state = 'running'")
                .update();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void untouched_read_models_match() {
        var replay = ended(shadowReplays.begin(new Administrator("ann", null)));
        assertThat(replay.state()).as(replay.toString()).isEqualTo(ReplayState.MATCHES);
        assertThat(replay.events()).isEqualTo(replay.total()).isEqualTo(logHighWaterMark());
        assertThat(replay.cursor()).isEqualTo(node.cursor(logHighWaterMark()));
        assertThat(replay.refused()).isZero();
        assertThat(replay.differences()).isEqualTo("[]");
        assertThat(replay.startedBy()).isEqualTo("ann");
        assertThat(replay.finishedAt()).isAfter(replay.startedAt());
        assertThat(replay.perSecond()).isPositive();
        await().atMost(CEILING).until(() -> schemas().isEmpty());
    }

    @Test
    void running_read_models_are_not_touched() {
        var before = rows();
        ended(shadowReplays.begin(new Administrator("ann", null)));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void row_that_was_changed_by_hand_differs() {
        var reply = SavedReply.of("ann");
        node.append(reply.created("as it was", "content"));
        node.catchUp();
        execute("UPDATE reply_view SET title = 'tampered' WHERE id = '%s'".formatted(reply.id()));
        var replay = ended(shadowReplays.begin(new Administrator("ann", null)));
        execute("UPDATE reply_view SET title = 'as it was' WHERE id = '%s'".formatted(reply.id()));
        assertThat(replay.state()).isEqualTo(ReplayState.DIFFERS);
        assertThat(replay.differencesInAll()).isEqualTo(1);
        assertThat(replay.differences())
                .contains("\"table\":\"reply_view\"", "\"id\":\"" + reply.id() + "\"")
                .contains("\"title\":\"tampered\"", "\"title\":\"as it was\"");
    }

    /** There is no feed beside the tables of a replay that could refuse an entry again. */
    @Test
    void what_the_feed_has_refused_is_refused_again_until_it_is_shown() throws IOException, InterruptedException {
        var tooLong = SavedReply.of(RandomText.of(2_680));
        node.append(
                inMillis(tooLong.created()),
                inMillis(tooLong.retitled("new")),
                SavedReply.of("ann").created());
        node.catchUp();
        var replay = ended(shadowReplays.begin(new Administrator("ann", null)));
        assertThat(replay.state()).as(replay.toString()).isEqualTo(ReplayState.MATCHES);
        assertThat(replay.refused()).isEqualTo(1);
        node.post("boss", "/api/admin/dead-letters/" + tooLong.subject() + "/retry", "", "admin");
        replay = ended(shadowReplays.begin(new Administrator("ann", null)));
        assertThat(replay.state()).as(replay.toString()).isEqualTo(ReplayState.MATCHES);
        assertThat(replay.refused()).isZero();
    }

    /** A dead letter keeps no more of a time. */
    private static DomainEventMessage<?> inMillis(DomainEventMessage<?> event) {
        return new GenericDomainEventMessage<>(
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event,
                () -> event.getTimestamp().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void row_that_is_missing_or_made_up_differs() {
        var reply = SavedReply.of("ann");
        node.append(reply.created());
        node.catchUp();
        execute("UPDATE reply_view SET id = gen_random_uuid() WHERE id = '%s'".formatted(reply.id()));
        var replay = ended(shadowReplays.begin(new Administrator("ann", null)));
        execute("UPDATE reply_view SET id = '%s' WHERE position = (SELECT max(position) FROM reply_view)"
                .formatted(reply.id()));
        assertThat(replay.differencesInAll()).isEqualTo(2);
        assertThat(ended(shadowReplays.begin(new Administrator("ann", null))).state())
                .isEqualTo(ReplayState.MATCHES);
    }

    @Test
    void all_differences_are_counted_and_the_first_kept() {
        node.append(SavedReply.many("ann", 7));
        node.catchUp();
        execute("UPDATE reply_view SET version = version + 1000000");
        var replay = ended(shadowReplays.begin(new Administrator("ann", null)));
        execute("UPDATE reply_view SET version = version - 1000000");
        assertThat(replay.differencesInAll()).isEqualTo(rows().size()).isGreaterThan(5);
        assertThat(replay.differences().split("\"table\"", -1)).hasSize(1 + 5);
    }

    @Test
    void event_that_is_refused_is_counted_and_the_rest_of_its_subject_left_out() {
        var bad = SavedReply.of("ann");
        node.append(bad.created(), bad.retitled("bad"));
        node.append(history.next(150)); // So that the next one is in another batch.
        node.append(bad.retitled("fine"));
        node.catchUp();
        execute("ALTER TABLE reply_view ADD CONSTRAINT no_bad_title CHECK (title <> 'bad')");
        var replay = ended(shadowReplays.begin(new Administrator("ann", null)));
        assertThat(replay.refused()).isEqualTo(1);
        assertThat(replay.differencesInAll()).isEqualTo(1);
        assertThat(replay.differences()).contains("\"title\":\"title\"", "\"title\":\"fine\"");
    }

    @Tag("slow")
    @Test
    void matches_while_changes_come_in() {
        var enough = new AtomicBoolean();
        var writer = new Thread(() -> {
            while (!enough.get()) {
                node.append(history.next(5));
            }
        });
        writer.start();
        var first = ended(shadowReplays.begin(new Administrator("ann", null)));
        var second = ended(shadowReplays.begin(new Administrator("ann", null)));
        enough.set(true);
        await().until(() -> !writer.isAlive());
        node.catchUp();
        assertThat(List.of(first, second)).extracting(Replay::state).containsOnly(ReplayState.MATCHES);
        assertThat(second.events()).isGreaterThan(first.events());
    }

    @Test
    void one_whose_process_died_is_abandoned_and_its_tables_are_removed() {
        long replay = replays.beginBeside(new Administrator("ann", null));
        assertThat(schemas()).containsExactly("replay_" + replay);
        assertThat(find(replay).state()).isEqualTo(ReplayState.RUNNING);
        letAnHourPass(replay);
        assertThat(ended(replay).state()).isEqualTo(ReplayState.ABANDONED);
        await().atMost(CEILING).until(() -> schemas().isEmpty());
        assertThat(ended(shadowReplays.begin(new Administrator("bob", null))).state())
                .isEqualTo(ReplayState.MATCHES);
    }

    @Test
    void one_that_is_at_work_is_not_abandoned_however_long_it_takes() {
        long replay = replays.beginBeside(new Administrator("ann", null));
        transaction().executeWithoutResult(batch -> {
            assertThat(node.bean(ShadowSchema.class).enter(replay)).isTrue();
            letAnHourPass(replay);
            assertThat(inAnotherTransaction(replay).state()).isEqualTo(ReplayState.RUNNING);
        });
    }

    @Tag("slow")
    @Test
    void one_whose_statements_take_longer_than_others_may_comes_to_its_end() throws SQLException {
        try (var other = TestDatabase.dataSource(node.url()).getConnection();
                var statement = other.createStatement()) {
            long replay = replays.beginBeside(new Administrator("ann", null));
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE event_log IN ACCESS EXCLUSIVE MODE");
            shadowReplays.perform(replay);
            statement.execute("SELECT pg_sleep(3)");
            other.commit();
            assertThat(ended(replay).state()).isEqualTo(ReplayState.MATCHES);
        }
    }

    @Tag("slow")
    @Test
    void one_that_takes_long_keeps_no_process_alive() throws SQLException {
        var leaving = QueryNode.start(QueryNode.QUIET);
        try (var other = TestDatabase.dataSource(leaving.url()).getConnection();
                var statement = other.createStatement()) {
            leaving.append(history.next(10));
            leaving.catchUp();
            long replay = leaving.bean(Replays.class).beginBeside(new Administrator("ann", null));
            leaving.catchUp(); // Otherwise the projector waits for the log, and closing waits for the projector.
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE event_log IN ACCESS EXCLUSIVE MODE");
            leaving.bean(ShadowReplays.class).perform(replay);
            await().until(() -> isReading(leaving));
            long start = System.nanoTime();
            leaving.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }

    private static boolean isReading(QueryNode leaving) {
        return leaving.jdbc()
                .sql("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock' AND query LIKE '%FROM event_log%LIMIT%'")
                .query(Boolean.class)
                .single();
    }

    /** Its statements would write to the running read models, because its own tables are gone. */
    @Test
    void one_that_was_abandoned_goes_no_further() {
        long replay = replays.beginBeside(new Administrator("ann", null));
        letAnHourPass(replay);
        replays.settle();
        transaction()
                .executeWithoutResult(batch ->
                        assertThat(node.bean(ShadowSchema.class).enter(replay)).isFalse());
    }

    private Replay inAnotherTransaction(long replay) {
        return CompletableFuture.supplyAsync(() -> {
                    replays.settle();
                    return find(replay);
                })
                .join();
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(node.bean(DataSource.class)));
    }

    private void letAnHourPass(long replay) {
        execute("UPDATE replay SET beat_at = beat_at - interval '2 hours' WHERE id = " + replay);
    }

    private void execute(String sql) {
        node.jdbc().sql(sql).update();
    }

    private Replay find(long replay) {
        return replays.find(replay).orElseThrow();
    }

    private Replay ended(long replay) {
        return await().atMost(CEILING).until(() -> find(replay), found -> found.state() != ReplayState.RUNNING);
    }

    private long logHighWaterMark() {
        return node.jdbc()
                .sql("SELECT max(position) FROM event_log")
                .query(Long.class)
                .single();
    }

    private List<String> rows() {
        return node.jdbc()
                .sql("SELECT v::text FROM reply_view v ORDER BY id")
                .query(String.class)
                .list();
    }

    private List<String> schemas() {
        return node.jdbc()
                .sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'replay\\_%'")
                .query(String.class)
                .list();
    }
}
