package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static final List<String> ORDER = List.of("event", "data", "id");

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();

    @Test
    void the_answer_is_an_event_stream_that_nobody_keeps_or_holds_back() {
        try (var stream = node.stream(user).open()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.headers())
                    .containsEntry("content-type", "text/event-stream;charset=UTF-8")
                    .containsEntry("cache-control", "no-store, no-transform")
                    .containsEntry("x-accel-buffering", "no");
        }
    }

    @Test
    void every_frame_has_its_event_then_its_data_then_its_id() {
        long before = node.append(SavedReply.of(user).created());
        node.append(SavedReply.many(user, 3));
        node.catchUp();
        try (var stream = node.stream(user).from(node.cursor(before)).open()) {
            var frames = stream.through(frame -> frame.event().equals("checkpoint"));
            assertThat(frames.get(0).names()).containsExactly("retry", "event", "data", "id");
            assertThat(frames.get(0).event()).isEqualTo("sync");
            assertThat(frames.subList(1, frames.size()))
                    .hasSize(4)
                    .extracting(SseFrame::names)
                    .containsOnly(ORDER);
        }
    }

    @Test
    void a_change_is_a_cloud_event() {
        var reply = SavedReply.of(user);
        var created = reply.created("Hello", "Grüße\n\"quoted\" \u2028 😀");
        try (var stream = node.stream(user).open()) {
            stream.next();
            long position = node.append(created);
            var data = stream.changes(1).get(0).data();
            assertThat(data.path("specversion").asString()).isEqualTo("1.0");
            assertThat(data.path("id").asString()).isEqualTo(created.getIdentifier());
            assertThat(data.path("source").asString()).isEqualTo("/tidemark/" + node.epoch());
            assertThat(data.path("type").asString()).isEqualTo("reply:created");
            assertThat(data.path("subject").asString()).isEqualTo(reply.subject());
            assertThat(data.path("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(data.path("sequence").asString()).isEqualTo(String.format(Locale.ROOT, "%020d", position));
            assertThat(data.path("version").asLong()).isZero();
            assertThat(data.path("previous").asString()).isEqualTo(node.cursor(0));
            assertThat(data.path("actor").asString()).isEqualTo(user);
            assertThat(data.path("commandid").asString()).isEqualTo("command-0");
            assertThat(data.has("stale")).isFalse();
            assertThat(data.path("data").path("content").asString()).isEqualTo("Grüße\n\"quoted\" \u2028 😀");
        }
    }

    /** A client may split lines by a library that knows more line ends than Server-Sent Events do. */
    @Test
    void a_frame_has_its_line_ends_and_no_other_character_that_ends_a_line() {
        var title = "a\u0085b\u2028c\u2029d";
        try (var stream = node.stream(user).open()) {
            stream.next();
            long position = node.append(SavedReply.of(user).created(title, title));
            node.catchUp();
            var live = stream.changes(1).get(0);
            assertThat(live.data().path("data").path("title").asString()).isEqualTo(title);
            assertThat(live.toString())
                    .contains("a\\u0085b\\u2028c\\u2029d")
                    .doesNotContain("\u0085", "\u2028", "\u2029");
            try (var resumed = node.stream(user).from(node.cursor(position - 1)).open()) {
                assertThat(resumed.changes(1)).containsExactly(live);
            }
        }
    }

    @Test
    void only_the_types_asked_for_are_sent() {
        var reply = SavedReply.of(user);
        try (var stream =
                node.stream(user).withQuery("types=reply:created,reply:deleted").open()) {
            stream.next();
            node.append(reply.created(), reply.retitled("new"), reply.deleted());
            assertThat(stream.changes(2)).extracting(SseFrame::event).containsExactly("reply:created", "reply:deleted");
        }
    }

    @Test
    void only_the_missed_events_of_the_types_asked_for_are_counted_and_sent() {
        var reply = SavedReply.of(user);
        long first = node.append(reply.created());
        node.append(reply.retitled("a"), reply.retitled("b"), reply.deleted());
        node.catchUp();
        try (var stream = node.stream(user)
                .from(node.cursor(first))
                .withQuery("types=reply:deleted")
                .open()) {
            assertThat(stream.await("sync").data().path("replayed").asLong()).isEqualTo(1);
            assertThat(stream.through(SseFrame::isChange))
                    .extracting(SseFrame::event)
                    .containsExactly("reply:deleted");
        }
    }

    @Test
    void events_that_were_not_asked_for_move_the_cursor_all_the_same() {
        try (var stream = node.stream(user).withQuery("types=reply:deleted").open()) {
            stream.next();
            long position = node.append(SavedReply.many(user, 3));
            var frames = stream.through(frame -> frame.position() >= position);
            assertThat(frames).extracting(SseFrame::event).containsOnly("checkpoint");
        }
    }

    @Test
    void what_is_no_list_of_types_is_refused() {
        assertThat(node.get(user, "/api/stream?types=Reply").statusCode()).isEqualTo(400);
    }

    @Test
    void without_a_token_there_is_no_stream() {
        try (var stream = node.stream(user).withoutToken().open()) {
            assertThat(stream.status()).isEqualTo(401);
        }
    }

    @Test
    void each_event_tells_the_one_before_it() {
        try (var stream = node.stream(user).open()) {
            stream.next();
            node.append(SavedReply.many(user, 5));
            var changes = stream.changes(5);
            assertThat(changes.stream().skip(1).map(SseFrame::previous))
                    .isEqualTo(changes.stream().limit(4).map(SseFrame::position).toList());
            assertThat(Set.copyOf(changes)).hasSize(5);
        }
    }
}
