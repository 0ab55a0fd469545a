package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();

    @Test
    void moves_a_quiet_clients_cursor_to_the_head() {
        try (var stream = node.stream(user).open()) {
            stream.await("sync");
            long head = node.append(SavedReply.many(QueryNode.newUser(), 3));
            var checkpoint = stream.through(frame -> frame.position() >= head);
            var last = checkpoint.get(checkpoint.size() - 1);
            assertThat(last.event()).isEqualTo("checkpoint");
            assertThat(last.data().path("cursor").asString()).isEqualTo(last.id());
            assertThat(last.data().path("head").asString()).isEqualTo(last.id());
        }
    }

    @Test
    void comes_again_and_again_and_never_goes_back() {
        try (var stream = node.stream(user).open()) {
            long first = stream.await("checkpoint").position();
            long second = stream.await("checkpoint").position();
            long third = stream.await("checkpoint").position();
            assertThat(third).isGreaterThanOrEqualTo(second);
            assertThat(second).isGreaterThanOrEqualTo(first);
        }
    }

    @Test
    void a_cursor_that_is_beyond_the_head_already_stays() {
        node.catchUp();
        long last = node.append(SavedReply.of(user).created());
        try (var stream = node.stream(user).from(node.cursor(last)).open()) {
            assertThat(stream.await("checkpoint").position()).isGreaterThanOrEqualTo(last);
        }
    }

    @Test
    void resuming_from_one_misses_nothing() {
        String cursor;
        try (var stream = node.stream(user).open()) {
            stream.await("checkpoint");
            cursor = stream.cursor();
        }
        long position = node.append(SavedReply.of(user).created());
        try (var stream = node.stream(user).from(cursor).open()) {
            assertThat(stream.changes(1).get(0).position()).isEqualTo(position);
        }
    }
}
