package io.tidemark.query.replay;

import io.tidemark.db.log.Epoch;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.administration.ReplayStarted;
import io.tidemark.query.administration.AdministrationLog;
import io.tidemark.query.administration.Administrator;
import io.tidemark.query.projector.Rebuild;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The replays of all processes. One runs at a time. They are stored in a table, so every process can report them. */
@Component
class Replays {

    private static final int LATEST = 50;

    private static final String REFUSED = "(SELECT count(DISTINCT sequence_identifier) FROM dead_letter_entry)";

    private static final String BEGIN = """
            INSERT INTO replay (mode, started_by, total) SELECT ?, ?, head FROM feed_state RETURNING id
            """;

    /**
     * The current state of a rebuild in place, also if it is done and {@link #settle} has not recorded that yet. An
     * abandoned replay counts as running until then: only a lock on its row shows whether it still works.
     */
    private static final String SELECT = """
            SELECT r.id, r.mode, r.started_by, r.started_at, r.differences::text AS differences, r.differences_in_all,
                   r.failure,
                   CASE WHEN n.is_done THEN 'done' ELSE r.state END AS state,
                   CASE WHEN n.is_done THEN n.now ELSE r.finished_at END AS finished_at,
                   CASE WHEN n.is_done THEN f.projected ELSE r.total END AS total,
                   CASE WHEN n.is_done THEN %s ELSE r.refused END AS refused,
                   CASE WHEN n.is_in_place THEN f.projected ELSE r.events END AS events,
                   CASE WHEN n.is_in_place THEN f.projected ELSE r.position END AS position,
                   (1000 * extract(epoch FROM coalesce(r.finished_at, n.now) - r.started_at))::bigint AS millis
            FROM replay r CROSS JOIN feed_state f
            CROSS JOIN LATERAL (SELECT r.mode = 'in-place' AND r.state = 'running' AS is_in_place,
                                       r.mode = 'in-place' AND r.state = 'running' AND f.projected >= f.head AS is_done,
                                       clock_timestamp() AS now) n
            """.formatted(REFUSED);

    /** Also ends a replay that was abandoned just before: its tables were still complete. */
    private static final String END = """
            UPDATE replay
            SET state = :state, finished_at = clock_timestamp(), events = events + :events,
                position = greatest(position, :position), total = greatest(total, :position),
                refused = refused + :refused, differences = :differences::json, differences_in_all = :inAll,
                failure = :failure
            WHERE id = :id AND state IN ('running', 'abandoned')
            """;

    private static final String DONE = """
            UPDATE replay
            SET state = 'done', finished_at = clock_timestamp(), events = f.projected, position = f.projected,
                total = f.projected, refused = %s
            FROM feed_state f WHERE mode = 'in-place' AND state = 'running' AND f.projected >= f.head
            """.formatted(REFUSED);

    /** If its row is locked, the replay still works. */
    private static final String ABANDONED = """
            UPDATE replay SET state = 'abandoned', finished_at = clock_timestamp()
            WHERE id IN (SELECT id FROM replay
                         WHERE mode = 'shadow' AND state = 'running'
                           AND beat_at < clock_timestamp() - make_interval(secs => ?)
                         FOR UPDATE SKIP LOCKED)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Rebuild rebuild;
    private final ShadowSchema shadow;
    private final Epoch epoch;
    private final ReplayTuning tuning;
    private final AdministrationLog administrationLog;
    private final TransactionTemplate transaction;

    Replays(
            JdbcClient jdbc,
            JsonMapper json,
            Rebuild rebuild,
            ShadowSchema shadow,
            Epoch epoch,
            ReplayTuning tuning,
            AdministrationLog administrationLog,
            DataSource dataSource) {
        this.jdbc = jdbc;
        this.json = json;
        this.rebuild = rebuild;
        this.shadow = shadow;
        this.epoch = epoch;
        this.tuning = tuning;
        this.administrationLog = administrationLog;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Starts a rebuild in place. The process that runs the projector does the work. */
    long beginInPlace(Administrator administrator) {
        return begin(ReplayMode.IN_PLACE, administrator, replay -> {
            shadow.allowLongStatements();
            rebuild.inPlace();
        });
    }

    /** Starts a shadow replay. The caller does the work. */
    long beginBeside(Administrator administrator) {
        return begin(ReplayMode.SHADOW, administrator, shadow::create);
    }

    private long begin(ReplayMode mode, Administrator administrator, LongConsumer preparation) {
        settle();
        try {
            return transaction.execute(begun -> {
                long replay = jdbc.sql(BEGIN)
                        .params(mode.text(), administrator.name())
                        .query(Long.class)
                        .single();
                preparation.accept(replay);
                administrationLog.add(
                        administrator, id -> new ReplayStarted(id, replay, mode.text(), administrator.reason()));
                return replay;
            });
        } catch (DuplicateKeyException running) {
            throw Refused.conflict("replay.running", "another replay is running");
        }
    }

    List<Replay> latest() {
        return jdbc.sql(SELECT + " ORDER BY r.id DESC LIMIT ?")
                .params(LATEST)
                .query((row, number) -> Replay.read(row, epoch))
                .list();
    }

    Optional<Replay> find(long replay) {
        return jdbc.sql(SELECT + " WHERE r.id = ?")
                .params(replay)
                .query((row, number) -> Replay.read(row, epoch))
                .optional();
    }

    /** Records the progress of a replay. It also shows that the process is alive. */
    void advance(long replay, Rebuild.Step step) {
        jdbc.sql("UPDATE replay SET events = events + ?, position = ?, refused = refused + ?,"
                        + " beat_at = clock_timestamp() WHERE id = ?")
                .params(step.events(), step.position(), step.refused(), replay)
                .update();
    }

    /** Records the result of a replay, and removes its tables. */
    void end(long replay, ReplayOutcome outcome) {
        jdbc.sql(END)
                .param("id", replay)
                .param("state", outcome.state().text())
                .param("events", outcome.last().events())
                .param("position", outcome.last().position())
                .param("refused", outcome.last().refused())
                .param("differences", json.writeValueAsString(outcome.differences()))
                .param("inAll", outcome.inAll())
                .param("failure", outcome.failure())
                .update();
        settle();
    }

    /** Records the end of replays in place and of abandoned replays, and removes abandoned tables. */
    void settle() {
        jdbc.sql(DONE).update();
        jdbc.sql(ABANDONED).params(tuning.timeout().toSeconds()).update();
        transaction.executeWithoutResult(clean -> shadow.removeLeftBehind());
    }
}
