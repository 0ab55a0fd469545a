package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import io.tidemark.testkit.StreamRequest;
import org.junit.jupiter.api.Test;

/** What a client is told that missed more than is looked through. */
class LongAwayTest {

    private static final int COUNTED = QueryNode.COUNTED_EVENTS;

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();
    private final long from = node.append(SavedReply.of(user).created());

    @Test
    void all_that_was_missed_is_counted_if_it_is_of_any_type() {
        node.append(SavedReply.many(user, 3 * COUNTED));
        assertThat(replayed("types=")).isEqualTo(3 * COUNTED);
    }

    @Test
    void of_some_types_so_many_are_counted_as_are_looked_through_and_all_of_them_come() {
        node.append(SavedReply.many(user, 3 * COUNTED));
        assertThat(replayed("types=reply:created")).isEqualTo(COUNTED);
        try (var stream = request("types=reply:created").open()) {
            assertThat(stream.changes(3 * COUNTED)).hasSize(3 * COUNTED);
        }
    }

    @Test
    void what_is_behind_all_that_is_looked_through_comes_too() {
        node.append(SavedReply.many(user, 3 * COUNTED));
        var reply = SavedReply.of(user);
        node.append(reply.created());
        long last = node.append(reply.deleted());
        assertThat(replayed("types=reply:deleted")).isZero();
        try (var stream = request("types=reply:deleted").open()) {
            assertThat(stream.changes(1)).extracting(SseFrame::position).containsExactly(last);
        }
    }

    private StreamRequest request(String types) {
        return node.stream(user).withQuery(types).from(node.cursor(from));
    }

    private long replayed(String types) {
        node.catchUp();
        try (var stream = request(types).open()) {
            return stream.await("sync").data().path("replayed").asLong();
        }
    }
}
