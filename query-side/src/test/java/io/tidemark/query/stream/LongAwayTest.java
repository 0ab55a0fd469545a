package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.SseFrame;
import io.tidemark.query.StreamRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a client is told that missed more than is looked through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongAwayTest {

    private static final int COUNTED = 10;

    private final QueryNode node = QueryNode.start("--tidemark.stream.counted-events=" + COUNTED);
    private String user = "";
    private long from;

    @AfterAll
    void stop() {
        node.close();
    }

    @BeforeEach
    void somebodyNew() {
        user = QueryNode.newUser();
        from = node.append(SavedReply.of(user).created());
    }

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
