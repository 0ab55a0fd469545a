package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.SseFrame;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GET /api/audit/events as it happens */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditStreamSpecTest {

    private static final Duration CEILING = Duration.ofSeconds(20);

    private final RunningTidemark tidemark = RunningTidemark.start(
            TestDatabase.create(),
            "tidemark.stream.checkpoint-interval=300ms",
            "tidemark.audit.max-streams=5",
            "tidemark.audit.max-streams-per-user=2",
            "tuning.audit.page-events=3",
            "tuning.audit.scan-events=2");
    private final Caller ann = tidemark.newUser();
    private final Caller bob = tidemark.newUser();
    private final Caller auditor = tidemark.newUser("auditor");

    @AfterAll
    void stop() {
        tidemark.close();
    }

    @Test
    void goes_on_live_after_what_was_there() {
        var amy = tidemark.newUser();
        var first = amy.creates("first");
        try (var stream = follow(auditor, "?user=" + amy.user() + "&after=" + beginning(first), null)) {
            awaitEvents(stream, 1);
            var second = amy.creates("second");
            bob.creates("not asked for");
            var third = amy.creates("third");
            awaitEvents(stream, 3);
            assertThat(events(stream))
                    .extracting(SseFrame::id)
                    .containsExactly(first.cursor(), second.cursor(), third.cursor());
            assertThat(events(stream)).extracting(SseFrame::event).containsOnly("reply:created");
        }
    }

    @Test
    void says_the_same_as_the_pages() {
        var mia = tidemark.newUser();
        var last = List.of(mia.creates("a"), mia.creates("b"), mia.creates("c"), mia.creates("d"))
                .get(3);
        mia.getAfter(last, REPLIES).is(200);
        try (var stream = follow(mia, "?after=" + beginning(last), null)) {
            awaitEvents(stream, 4);
            assertThat(events(stream))
                    .extracting(SseFrame::data)
                    .isEqualTo(mia.get("/api/audit/events").is(200).list("data"));
        }
    }

    /** Else whoever is cut off on the way begins again where they began before. */
    @Test
    void cursor_moves_on_while_nothing_is_found() {
        Answer last = ann.creates("first");
        for (int i = 0; i < 8; i++) {
            last = ann.creates("not looked for");
        }
        ann.getAfter(last, REPLIES).is(200);
        try (var stream = follow(auditor, "?actor=nobody&after=" + beginning(last), null)) {
            await().atMost(CEILING).until(() -> stream.frames().size() >= 4);
            assertThat(stream.frames().subList(0, 4))
                    .extracting(frame -> position(frame.id()))
                    .startsWith(2L, 4L, 6L);
        }
    }

    @Test
    void checkpoint_comes_when_it_has_caught_up_and_again_and_again() {
        var zoe = tidemark.newUser();
        var created = zoe.creates("first");
        zoe.getAfter(created, REPLIES).is(200);
        try (var stream = follow(zoe, "?after=" + beginning(created), null)) {
            await().atMost(CEILING).until(() -> stream.frames().size() >= 4);
            assertThat(stream.frames().get(0).event()).isEqualTo("reply:created");
            assertThat(stream.frames().subList(1, 4))
                    .extracting(SseFrame::event)
                    .containsOnly("checkpoint");
            assertThat(position(stream.frames().get(1).id())).isGreaterThanOrEqualTo(position(created.cursor()));
        }
    }

    @Test
    void begins_now_where_no_cursor_is_given_and_resumes_from_the_last_id() {
        var eve = tidemark.newUser();
        eve.getAfter(eve.creates("before"), REPLIES).is(200);
        var cursor = "";
        try (var stream = follow(eve, "", null)) {
            await().atMost(CEILING).until(() -> !stream.frames().isEmpty());
            eve.creates("seen");
            awaitEvents(stream, 1);
            cursor = stream.lastId();
        }
        var missed = eve.creates("missed");
        try (var stream = follow(eve, "?after=0.0", cursor)) {
            awaitEvents(stream, 1);
            assertThat(events(stream)).extracting(SseFrame::id).containsExactly(missed.cursor());
        }
    }

    @Test
    void user_follows_what_concerns_them_and_nothing_else() {
        var first = bob.creates("Bob's");
        try (var stream = follow(ann, "?after=" + beginning(first), null)) {
            var last = ann.creates("Ann's");
            await().atMost(CEILING).until(() -> last.cursor().equals(last(events(stream))));
            assertThat(events(stream))
                    .extracting(frame -> frame.data().get("user").asString())
                    .containsOnly(ann.user());
        }
    }

    @Test
    void one_too_many_is_told_to_come_back() {
        var max = tidemark.newUser();
        try (var one = follow(max, "", null);
                var two = follow(max, "", null)) {
            await().atMost(CEILING)
                    .until(() -> !one.frames().isEmpty() && !two.frames().isEmpty());
            var stream = max.get("/api/audit/events", "Accept", "text/event-stream");
            assertThat(stream.is(200).body()).contains("event: goodbye", "\"reason\":\"overload\"");
            for (var form : List.of("application/x-ndjson", "text/csv")) {
                var refused = max.get("/api/audit/events", "Accept", form).isProblem(503, "busy");
                assertThat(refused.header("Retry-After")).isNotEmpty();
            }
            max.get("/api/audit/events").is(200);
        }
        await().atMost(CEILING)
                .until(() -> max.get("/api/audit/events", "Accept", "text/csv").status() == 200);
    }

    /** It is the browser that sends it, so nobody could mend it. */
    @ParameterizedTest
    @CsvSource({"nonsense, malformed", "otherone.1, foreign", "<epoch>.999999999, ahead"})
    void last_id_that_is_of_no_use_is_told_and_ends_the_stream(String id, String reason) {
        var joe = tidemark.newUser();
        var before = joe.creates("before");
        joe.getAfter(before, REPLIES).is(200);
        var sent = id.replace("<epoch>", before.cursor().replaceFirst("\\..*", ""));
        try (var stream = follow(joe, "?after=" + beginning(before), sent)) {
            await().atMost(CEILING).until(stream::hasEnded);
            var reset = stream.frames().get(0);
            assertThat(reset.event()).isEqualTo("sync");
            assertThat(reset.data().get("mode").asString()).isEqualTo("reset");
            assertThat(reset.data().get("reason").asString()).isEqualTo(reason);
            assertThat(stream.frames().get(1).data().get("reason").asString()).isEqualTo("reset");
            assertThat(stream.frames()).hasSize(2).noneMatch(SseFrame::hasId);
        }
    }

    @Test
    void cursor_that_is_none_is_refused() {
        ann.get("/api/audit/events?after=x", "Accept", "text/event-stream").isProblem(400, "cursor.invalid");
        ann.get("/api/audit/events?user=" + bob.user(), "Accept", "text/event-stream")
                .isProblem(403, "forbidden");
    }

    private StreamClient follow(Caller caller, String query, @Nullable String lastEventId) {
        return new StreamClient(tidemark.port(), "/api/audit/events" + query, caller.token(), lastEventId);
    }

    private static void awaitEvents(StreamClient stream, int number) {
        await().atMost(CEILING).until(() -> events(stream).size() >= number);
    }

    private static List<SseFrame> events(StreamClient stream) {
        return stream.frames().stream().filter(SseFrame::isChange).toList();
    }

    private static @Nullable String last(List<SseFrame> frames) {
        return frames.isEmpty() ? null : frames.get(frames.size() - 1).id();
    }

    private static String beginning(Answer answer) {
        return answer.cursor().replaceFirst("\\..*", ".0");
    }

    private static long position(@Nullable String cursor) {
        return Long.parseLong(String.valueOf(cursor).replaceFirst(".*\\.", ""));
    }
}
