package io.tidemark.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseClient;
import io.tidemark.testkit.SseFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardApiTest {

    private static final String STREAM = "/api/dashboard/stream";

    private final QueryNode node =
            QueryNode.start("--tuning.dashboard.heartbeat=1s", "--tidemark.auth.token-lifetime=30s");

    @AfterAll
    void stop() {
        node.close();
    }

    private SseClient watch() {
        return node.stream("boss", "admin").at(STREAM).open();
    }

    private static long total(SseFrame frame) {
        return frame.data().path("events").path("total").asLong();
    }

    @Test
    void is_for_admins_only() {
        assertThat(node.get("ann", "/api/dashboard").statusCode()).isEqualTo(403);
        assertThat(node.stream("ann", "auditor").at(STREAM).open().status()).isEqualTo(403);
        assertThat(node.stream("ann").at(STREAM).withoutToken().open().status()).isEqualTo(401);
        assertThat(node.get("ann", "/api/dashboard").body())
                .contains("forbidden")
                .doesNotContain("perSecond");
    }

    @Test
    void a_token_in_the_address_will_do() {
        try (var watching = node.stream("boss")
                .at(STREAM)
                .withoutToken()
                .withQuery("access_token=" + node.token("boss", "admin"))
                .open()) {
            assertThat(watching.status()).isEqualTo(200);
            assertThat(watching.next()).isNotNull();
        }
    }

    @Test
    void the_state_comes_first_and_then_each_that_is_different() {
        try (var watching = watch()) {
            long before = total(watching.await("dashboard"));
            node.append(SavedReply.many("ann", 5));
            var frames = watching.through(frame -> total(frame) == before + 5);
            assertThat(frames).allMatch(frame -> frame.event().equals("dashboard") && !frame.hasId());
            node.append(SavedReply.of("ann").created());
            watching.through(frame -> total(frame) == before + 6);
        }
    }

    @Test
    void there_are_at_most_four_states_a_second_however_much_happens() {
        try (var watching = watch()) {
            long start = total(watching.await("dashboard"));
            long begin = System.nanoTime();
            List<SseFrame> frames = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                node.append(SavedReply.many("ann", 10));
            }
            while (frames.isEmpty() || total(frames.get(frames.size() - 1)) < start + 300) {
                frames.add(watching.await("dashboard"));
            }
            double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
            assertThat(frames.size()).isLessThanOrEqualTo((int) (seconds * 4) + 1);
        }
    }

    @Test
    void where_nothing_changes_the_state_comes_again_after_a_while() {
        try (var watching = watch()) {
            var first = watching.await("dashboard");
            assertThat(total(watching.await("dashboard"))).isEqualTo(total(first));
        }
    }

    /** Two who watch see the same states: they were read once. */
    @Test
    void all_watchers_see_the_same() {
        try (var one = watch();
                var other = watch()) {
            one.await("dashboard");
            other.await("dashboard");
            long position = node.append(SavedReply.of("ann").created());
            var last = one.through(frame -> total(frame) == position);
            var same = other.through(frame -> total(frame) == position);
            assertThat(last.get(last.size() - 1).data().path("activities"))
                    .isEqualTo(same.get(same.size() - 1).data().path("activities"));
        }
    }

    @Tag("slow")
    @Test
    void it_ends_with_the_token() {
        var node = QueryNode.start("--tidemark.auth.token-lifetime=2s", "--tuning.stream.expiring-before=1s");
        try (node;
                var watching = node.stream("boss", "admin").at(STREAM).open()) {
            var frames = watching.rest();
            assertThat(frames).extracting(SseFrame::event).contains("expiring");
            var last = frames.get(frames.size() - 1);
            assertThat(last.event()).isEqualTo("goodbye");
            assertThat(last.data().path("reason").asString()).isEqualTo("token-expired");
        }
    }
}
