package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.StreamRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("postgres-versions")
class ResumeDecisionTest {

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();

    @Test
    void without_a_cursor_it_is_live_from_the_head() {
        long head = append(3);
        var verdict = verdictOn(node.stream(user));
        assertThat(verdict.path("mode").asString()).isEqualTo("live");
        assertThat(verdict.path("from").asString()).isEqualTo(node.cursor(head));
        assertThat(verdict.path("head").asString()).isEqualTo(node.cursor(head));
        assertThat(verdict.path("replayed").asLong()).isZero();
        assertThat(verdict.has("reason")).isFalse();
    }

    @Test
    void an_empty_cursor_is_none() {
        append(1);
        var request = node.stream(user).withHeader("Last-Event-ID: ").withQuery("lastEventId=");
        assertThat(verdictOn(request).path("mode").asString()).isEqualTo("live");
    }

    @Test
    void a_cursor_of_this_history_is_resumed_with_what_was_missed() {
        long first = append(1);
        long head = append(4);
        var verdict = verdictOn(node.stream(user).from(node.cursor(first)));
        assertThat(verdict.path("mode").asString()).isEqualTo("resumed");
        assertThat(verdict.path("from").asString()).isEqualTo(node.cursor(first));
        assertThat(verdict.path("head").asString()).isEqualTo(node.cursor(head));
        assertThat(verdict.path("replayed").asLong()).isEqualTo(4);
    }

    @Test
    void a_cursor_at_the_head_is_resumed_with_nothing() {
        long head = append(2);
        var verdict = verdictOn(node.stream(user).from(node.cursor(head)));
        assertThat(verdict.path("mode").asString()).isEqualTo("resumed");
        assertThat(verdict.path("replayed").asLong()).isZero();
    }

    @Test
    void position_zero_is_resumed_with_all_there_ever_was() {
        append(7);
        var verdict = verdictOn(node.stream(user).from(node.cursor(0)));
        assertThat(verdict.path("mode").asString()).isEqualTo("resumed");
        assertThat(verdict.path("replayed").asLong()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "17", ".17", "abc.", "abc.-1", "abc.01", "abc.1.2", "ABC.1", "abc.9999999999999999999"})
    void what_is_no_cursor_is_malformed(String cursor) {
        assertThat(reasonForReset(cursor)).isEqualTo("malformed");
    }

    /** In whatever bytes: after any answer but a stream, an EventSource would never connect again. */
    @ParameterizedTest
    @ValueSource(strings = {"é", "日本", "k7q2.5é", "\t", "\u0085", "\u00ff", "👋", "a b", "<>\"'"})
    void what_is_no_text_is_malformed(String cursor) {
        var bytes = new String(cursor.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(reasonForReset("x" + bytes + "y")).isEqualTo("malformed");
        var encoded = URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        assertThat(reason(node.stream(user).withQuery("lastEventId=" + encoded)))
                .isEqualTo("malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%01", "%FF", "%C3", "%ED%A0%80", "a%0D%0Ab"})
    void what_is_no_text_in_the_address_is_malformed(String cursor) {
        assertThat(reason(node.stream(user).withQuery("lastEventId=" + cursor))).isEqualTo("malformed");
    }

    /** A client that reconnects may add its cursor to an address that has one. */
    @Test
    void of_several_cursors_the_last_counts() {
        long first = append(1);
        long second = append(1);
        append(3);
        var request = node.stream(user)
                .withQuery("lastEventId=" + node.cursor(first) + "&types=&lastEventId=" + node.cursor(second));
        assertThat(verdictOn(request).path("replayed").asLong()).isEqualTo(3);
        var headers = node.stream(user).from(node.cursor(first)).from(node.cursor(second));
        assertThat(verdictOn(headers).path("replayed").asLong()).isEqualTo(3);
        var joined = node.stream(user).from(node.cursor(first) + ", " + node.cursor(second));
        assertThat(verdictOn(joined).path("replayed").asLong()).isEqualTo(3);
        var withRubbish = node.stream(user).from("é").from(node.cursor(second));
        assertThat(verdictOn(withRubbish).path("replayed").asLong()).isEqualTo(3);
        var empty = node.stream(user).withQuery("lastEventId=" + node.cursor(second) + "&lastEventId=");
        assertThat(verdictOn(empty).path("replayed").asLong()).isEqualTo(3);
    }

    @Test
    void a_cursor_of_another_history_is_foreign() {
        assertThat(reasonForReset("otherone.1")).isEqualTo("foreign");
    }

    @Test
    void a_cursor_beyond_the_log_is_ahead() {
        long head = append(1);
        assertThat(reasonForReset(node.cursor(head + 1_000_000))).isEqualTo("ahead");
    }

    @Test
    void a_reset_has_no_id_and_ends_the_stream_so_that_nobody_goes_on_without_a_snapshot() {
        append(2);
        try (var stream = node.stream(user).from("nonsense").open()) {
            var sync = Objects.requireNonNull(stream.next());
            assertThat(sync.data().path("mode").asString()).isEqualTo("reset");
            assertThat(sync.hasId()).isFalse();
            CloseReasonTest.assertThatItSaysGoodbye(stream, "reset");
        }
    }

    @Test
    void a_verdict_says_when_to_come_back_after_a_lost_connection() {
        try (var stream = node.stream(user).open()) {
            var sync = Objects.requireNonNull(stream.next());
            assertThat(sync.names()).containsExactly("retry", "event", "data", "id");
            assertThat(Long.parseLong(sync.fields().get(0).value())).isBetween(500L, 5000L);
        }
    }

    @Test
    void the_header_wins_over_the_parameter() {
        long first = append(1);
        append(2);
        var request = node.stream(user).from(node.cursor(first)).withQuery("lastEventId=nonsense");
        assertThat(verdictOn(request).path("mode").asString()).isEqualTo("resumed");
    }

    @Test
    void the_parameter_counts_where_there_is_no_header() {
        long first = append(1);
        append(2);
        var request = node.stream(user).withQuery("lastEventId=" + node.cursor(first));
        assertThat(verdictOn(request).path("replayed").asLong()).isEqualTo(2);
    }

    private String reasonForReset(String cursor) {
        return reason(node.stream(user).from(cursor));
    }

    private static String reason(StreamRequest request) {
        var verdict = verdictOn(request);
        assertThat(verdict.path("mode").asString()).isEqualTo("reset");
        return verdict.path("reason").asString();
    }

    private static JsonNode verdictOn(StreamRequest request) {
        try (var stream = request.open()) {
            var first = Objects.requireNonNull(stream.next());
            assertThat(first.event()).isEqualTo("sync");
            if (first.hasId()) {
                assertThat(first.id()).isEqualTo(first.data().path("from").asString());
            }
            return first.data();
        }
    }

    private long append(int replies) {
        long position = node.append(SavedReply.many(user, replies));
        node.catchUp();
        return position;
    }
}
