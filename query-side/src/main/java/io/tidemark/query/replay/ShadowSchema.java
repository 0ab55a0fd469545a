package io.tidemark.query.replay;

import io.tidemark.db.jdbc.TransactionTimeouts;
import io.tidemark.query.projection.Projection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Copies of the read models' tables, in a schema of their own, for a shadow replay. */
@Component
class ShadowSchema {

    private static final String LEFT_BEHIND = """
            SELECT nspname FROM pg_namespace
            WHERE nspname ~ '^replay_[0-9]+$'
              AND NOT EXISTS (SELECT FROM replay WHERE state = 'running' AND nspname = 'replay_' || id)
              AND pg_try_advisory_xact_lock(8389754677)
            """;

    /** Compares rows as texts, which works for all types. */
    private static final String COMPARE = """
            SELECT coalesce(l.id, r.id)::text AS id, row_to_json(l)::text AS live, row_to_json(r)::text AS rebuilt,
                   count(*) OVER () AS in_all
            FROM public.%2$s l FULL JOIN replay_%1$s.%2$s r ON l.id = r.id
            WHERE l::text IS DISTINCT FROM r::text ORDER BY 1 LIMIT %3$s
            """;

    private final JdbcClient jdbc;
    private final TransactionTimeouts transactionTimeouts;
    private final List<String> tables;
    private final ReplayProperties properties;
    private final ReplayTuning tuning;

    ShadowSchema(
            JdbcClient jdbc,
            TransactionTimeouts transactionTimeouts,
            List<Projection<?, ?>> projections,
            ReplayProperties properties,
            ReplayTuning tuning) {
        this.jdbc = jdbc;
        this.transactionTimeouts = transactionTimeouts;
        this.tables = projections.stream().map(Projection::table).toList();
        this.properties = properties;
        this.tuning = tuning;
    }

    void create(long replay) {
        jdbc.sql("CREATE SCHEMA replay_%s".formatted(replay)).update();
        for (var table : tables) {
            jdbc.sql("CREATE TABLE replay_%1$s.%2$s (LIKE public.%2$s INCLUDING ALL)".formatted(replay, table))
                    .update();
        }
    }

    /**
     * Puts these tables before the running ones on the search path of the transaction. Until the transaction ends, no
     * process can abandon the replay and remove them: the same statements would then write to the running tables.
     *
     * @return false if the replay was abandoned before
     */
    boolean enter(long replay) {
        boolean isRunning = jdbc.sql("SELECT id FROM replay WHERE id = ? AND state = 'running' FOR KEY SHARE")
                .params(replay)
                .query(Long.class)
                .optional()
                .isPresent();
        if (isRunning) {
            allowLongStatements();
            transactionTimeouts.allowPauses(tuning.timeout());
            jdbc.sql("SET LOCAL search_path TO replay_%s, public".formatted(replay))
                    .update();
        }
        return isRunning;
    }

    /** The result of a comparison: the first differences, and how many there are. */
    record Found(List<Difference> differences, long inAll) {}

    /** Compares all rows, in the transaction that brought both to the same position. */
    Found compare(long replay) {
        var differences = new KeptDifferences(tuning);
        long inAll = 0;
        for (var table : tables) {
            var rows = jdbc.sql(COMPARE.formatted(replay, table, tuning.maxDifferences()))
                    .query((row, number) -> new Row(
                            new Difference(table, row.getString("id"), row.getString("live"), row.getString("rebuilt")),
                            row.getLong("in_all")))
                    .list();
            rows.stream().map(Row::difference).forEach(differences::add);
            inAll += rows.isEmpty() ? 0 : rows.get(0).inAll();
        }
        return new Found(differences.list(), inAll);
    }

    private record Row(Difference difference, long inAll) {}

    /** Statements about a whole table take longer than all others. */
    void allowLongStatements() {
        transactionTimeouts.allowStatements(properties.statementTimeout());
    }

    /** Removes the tables of replays that have ended, unless another process is doing so. */
    void removeLeftBehind() {
        var leftBehind = jdbc.sql(LEFT_BEHIND).query(String.class).list();
        if (!leftBehind.isEmpty()) {
            allowLongStatements();
        }
        leftBehind.forEach(
                schema -> jdbc.sql("DROP SCHEMA " + schema + " CASCADE").update());
    }
}
