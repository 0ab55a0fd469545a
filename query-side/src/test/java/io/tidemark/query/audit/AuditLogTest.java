package io.tidemark.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditLogTest {

    private static final int EVENTS = 30_000;
    private static final int USERS = 1000;

    private static final String LOG = """
            INSERT INTO event_log (position, event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
                                   revision, payload, metadata, occurred_at)
            SELECT n, gen_random_uuid(), 'reply', 'reply/' || n %% 10000, n / 10000, 'command-' || n,
                   'reply:deleted', '1',
                   jsonb_build_object('id', 'x', 'owner', 'user-' || n %% %2$s),
                   jsonb_build_object('actor', CASE n WHEN 29000 THEN 'rare' ELSE 'usual' END), now()
            FROM generate_series(1, %1$s) n
            """;

    private final QueryNode node =
            QueryNode.start("--tuning.audit.scan-events=1000", "--tuning.audit.page-bytes=10000");
    private final AuditLog log = node.bean(AuditLog.class);

    @BeforeAll
    void past() {
        node.bean(PooledStreamingEventProcessor.class).shutDown();
        node.jdbc().sql(LOG.formatted(EVENTS, USERS)).update();
        node.jdbc().sql("ANALYZE event_log").update();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void page_of_a_user_does_not_look_through_the_log() {
        assertThat(plan(by("user-7", null))).contains("event_log_owner").doesNotContain("Seq Scan", "event_log_pkey");
    }

    @Test
    void page_of_a_thing_does_not_look_through_the_log() {
        assertThat(plan(AuditFilter.about("reply/7")))
                .contains("event_log_stream_key")
                .doesNotContain("Seq Scan", "event_log_pkey");
    }

    /** What a pooled connection comes to after a while: a plan that knows no values. */
    @Test
    void page_of_a_thing_needs_no_luck_with_its_plan() {
        var oneSession = new TransactionTemplate(node.bean(PlatformTransactionManager.class));
        var plan = oneSession.execute(transaction -> {
            node.jdbc().sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
            node.jdbc()
                    .sql("PREPARE page (int8, int8, int, int8, text) AS "
                            + AuditLog.sql(AuditFilter.about("x"))
                                    .replace(":after", "$1")
                                    .replace(":upTo", "$2")
                                    .replace(":limit", "$3")
                                    .replace(":bytes", "$4")
                                    .replace(":aggregate", "$5"))
                    .update();
            return explained("EXECUTE page (0, 30000, 51, 262144, 'reply/7')");
        });
        assertThat(plan).contains("event_log_stream_key").doesNotContain("Seq Scan", "event_log_pkey");
    }

    @Test
    void position_of_a_time_is_found_by_the_index_on_times() {
        assertThat(explained(AuditLog.BEFORE.replace("?", "timestamptz '2026-11-20 12:00Z'")))
                .contains("event_log_recorded_at");
        assertThat(explained(AuditLog.LAST_BEFORE.replace("?", "timestamptz '2026-11-20 12:00Z'")))
                .contains("event_log_recorded_at")
                .doesNotContain("event_log_pkey", "Seq Scan");
    }

    private String explained(String sql) {
        return node.jdbc().sql("EXPLAIN " + sql).query(String.class).list().stream()
                .collect(Collectors.joining("\n"));
    }

    @Test
    void other_pages_look_at_a_part_of_the_log() {
        var page = log.read(by(null, "rare"), 0, EVENTS, 10);
        assertThat(page.events()).isEmpty();
        assertThat(page.reached()).isEqualTo(1000);
        assertThat(positions(log.read(by(null, "rare"), 28_500, EVENTS, 10))).containsExactly(29_000L);
    }

    @Test
    void page_has_no_more_than_fits_but_one_event_at_least() {
        var page = log.read(by(null, null), 0, EVENTS, 500);
        assertThat(positions(page)).hasSizeBetween(30, 499).startsWith(1L, 2L, 3L);
        assertThat(page.reached()).isEqualTo(page.events().size());
    }

    @Test
    void pages_leave_nothing_out() {
        assertThat(all(by("user-7", null))).hasSize(EVENTS / USERS).allMatch(position -> position % USERS == 7);
        assertThat(all(AuditFilter.about("reply/7"))).containsExactly(7L, 10_007L, 20_007L);
        assertThat(all(by(null, null)))
                .isEqualTo(LongStream.rangeClosed(1, EVENTS).boxed().toList());
    }

    private List<Long> all(AuditFilter filter) {
        var positions = new ArrayList<Long>();
        for (long after = 0; after < EVENTS; ) {
            var page = log.read(filter, after, EVENTS, 500);
            positions.addAll(positions(page));
            after = page.reached();
        }
        return positions;
    }

    private static List<Long> positions(AuditLog.Piece page) {
        return page.events().stream().map(LoggedEvent::position).toList();
    }

    private static AuditFilter by(@Nullable String user, @Nullable String actor) {
        return new AuditFilter(null, Set.of(), actor, user, null, null);
    }

    private String plan(AuditFilter filter) {
        return node
                .jdbc()
                .sql("EXPLAIN " + AuditLog.sql(filter))
                .param("after", 0)
                .param("upTo", EVENTS)
                .param("limit", 51)
                .param("bytes", 262_144)
                .param("aggregate", filter.aggregate())
                .param("user", filter.user())
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.joining("\n"));
    }
}
