package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("postgres-versions")
class CatchUpTest {

    private static final int MANY = 10_000;

    private final QueryNode crammed = QueryNode.start("--tuning.feed.page-events=7", "--tuning.feed.page-bytes=2000");

    @AfterAll
    void stop() {
        crammed.close();
    }

    @Tag("slow")
    @Test
    void ten_thousand_missed_events_come_once_and_in_order() {
        assertThatMissedEventsCome(QueryNode.shared(), MANY);
    }

    @Test
    void so_they_do_in_pages_of_a_few() {
        assertThatMissedEventsCome(crammed, MANY / 10);
    }

    @Test
    void events_larger_than_a_page_come_one_by_one() {
        var user = QueryNode.newUser();
        var content = "€".repeat(40_000);
        long before = crammed.append(SavedReply.of(user).created());
        for (int reply = 0; reply < 20; reply++) {
            crammed.append(SavedReply.of(user).created("large", content));
        }
        crammed.catchUp();
        try (var stream = crammed.stream(user).from(crammed.cursor(before)).open()) {
            var changes = stream.changes(20);
            assertThatChainIsWhole(changes, before);
            assertThat(changes)
                    .allMatch(change -> content.equals(
                            change.data().path("data").path("content").asString()));
        }
    }

    @Test
    void large_events_come_live_too() {
        var user = QueryNode.newUser();
        try (var stream = QueryNode.shared().stream(user).open()) {
            stream.await("sync");
            for (int reply = 0; reply < 20; reply++) {
                QueryNode.shared().append(SavedReply.of(user).created("large", "x".repeat(40_000)));
            }
            assertThatChainIsWhole(stream.changes(20), 0);
        }
    }

    @Test
    void what_happens_during_the_catch_up_follows_it() {
        var user = QueryNode.newUser();
        crammed.append(SavedReply.many(user, 300));
        crammed.catchUp();
        try (var stream = crammed.stream(user).from(crammed.cursor(0)).open()) {
            var first = stream.changes(50);
            crammed.append(SavedReply.many(user, 100));
            assertThatChainIsWhole(first, 0);
            assertThatChainIsWhole(stream.changes(350), first.get(49).position());
        }
    }

    private static void assertThatMissedEventsCome(QueryNode node, int number) {
        var user = QueryNode.newUser();
        long before = node.append(SavedReply.of(user).created());
        node.append(SavedReply.many(user, number));
        node.catchUp();
        try (var stream = node.stream(user).from(node.cursor(before)).open()) {
            assertThat(stream.await("sync").data().path("replayed").asInt()).isEqualTo(number);
            assertThatChainIsWhole(stream.changes(number), before);
        }
    }

    /** Whether each event names the one before it; so none is missing and none came twice. */
    private static void assertThatChainIsWhole(List<SseFrame> changes, long before) {
        for (var change : changes) {
            assertThat(change.previous()).isEqualTo(before);
            before = change.position();
        }
    }
}
