package io.tidemark.standalone;

import static io.tidemark.standalone.Tabs.BOATS;
import static io.tidemark.standalone.Tabs.activities;
import static io.tidemark.standalone.Tabs.activity;
import static io.tidemark.standalone.Tabs.body;
import static io.tidemark.standalone.Tabs.localId;
import static io.tidemark.standalone.Tabs.op;
import static io.tidemark.standalone.Tabs.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** 10,000 operations of a device that was long offline: sent twice, in any order, they come to what they are in order. */
@Tag("slow")
class SyncInAnyOrderSpecTest {

    private static final int SESSIONS = 2_000;
    private static final int BATCH = 500;
    private static final Duration CEILING = Duration.ofSeconds(60);

    @Test
    void operations_sent_twice_in_any_order_are_what_they_are_in_order() {
        long seed = System.nanoTime();
        System.out.println("The order of the operations comes from seed " + seed);
        var random = new Random(seed);
        var inOrder = IntStream.range(0, SESSIONS)
                .boxed()
                .flatMap(SyncInAnyOrderSpecTest::operations)
                .toList();
        assertThat(inOrder).hasSize(5 * SESSIONS);
        try (var tidemark = RunningTidemark.start(TestDatabase.create(), "tidemark.limits.commands-burst=100000")) {
            var ann = tidemark.newUser();
            var bob = tidemark.newUser();
            assertThat(send(ann, inOrder)).noneMatch(each -> each.has("code"));
            assertThat(send(bob, shuffled(inOrder, random)))
                    .filteredOn(each -> each.has("code"))
                    .isNotEmpty()
                    .allMatch(each -> each.get("retryable").booleanValue());
            var second = send(bob, shuffled(inOrder, random));
            assertThat(second).noneMatch(each -> each.has("code"));
            await().atMost(CEILING).until(() -> isProjected(tidemark));
            assertThat(content(tidemark, bob)).hasSize(SESSIONS).isEqualTo(content(tidemark, ann));
        }
    }

    /** A start, three times activities and an end that tells the start too. */
    private static Stream<String> operations(int session) {
        var tab = "tab-" + session;
        var start = String.format(
                Locale.ROOT, "\"startedAt\":\"2026-11-20T%02d:%02d:00Z\"", session / 60 % 20, session % 60);
        var duration = "\"durationSeconds\":%s".formatted(60 + session % 7);
        return Stream.of(
                op("start", body(localId(tab), BOATS, start)),
                op("activities", activities(tab, done("a", session), done("b", session))),
                op("activities", activities(tab, done("b", session), done("c", session))),
                op("activities", activities(tab, done("d", session + 1))),
                op("end", body(localId(tab), BOATS, start, duration)));
    }

    private static String done(String localId, int session) {
        var at = String.format(Locale.ROOT, "2026-11-20T12:%02d:%02dZ", session / 60 % 60, session % 60);
        return activity(localId, at).replace("}", ",\"count\":%s}".formatted(1 + session % 3));
    }

    private static List<String> shuffled(List<String> operations, Random random) {
        var all = new ArrayList<>(operations);
        Collections.shuffle(all, random);
        return all;
    }

    private static List<JsonNode> send(Caller caller, List<String> operations) {
        return IntStream.range(0, operations.size() / BATCH)
                .mapToObj(batch -> operations.subList(batch * BATCH, (batch + 1) * BATCH))
                .flatMap(batch -> sync(caller, batch).stream())
                .toList();
    }

    private static boolean isProjected(RunningTidemark tidemark) {
        return tidemark.database()
                .sql("SELECT projected = (SELECT max(position) FROM event_log) FROM feed_state")
                .query(Boolean.class)
                .single();
    }

    /** All that the view shows of a user's sessions, but for who, when and where in history. */
    private static List<String> content(RunningTidemark tidemark, Caller caller) {
        return tidemark.database()
                .sql("""
                        SELECT (to_jsonb(v) - 'id' - 'owner' - 'version' - 'position' - 'created_position' - 'updated_at')::text
                        FROM session_view v WHERE owner = ? ORDER BY local_id
                        """)
                .params(caller.user())
                .query(String.class)
                .list();
    }
}
