package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomHistory;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import java.util.List;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("postgres-versions")
class RebuildTest {

    private static final int EVENTS = 100;

    private static final String HEAD_NEVER_GOES_BACK = """
            CREATE FUNCTION head_goes_back() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'the head went from % back to %', OLD.head, NEW.head; END $$;
            CREATE TRIGGER head_never_goes_back BEFORE UPDATE ON feed_state
            FOR EACH ROW WHEN (NEW.head < OLD.head) EXECUTE FUNCTION head_goes_back();
            """;

    private final QueryNode node =
            QueryNode.start("--tuning.projector.batch-events=7", "--tidemark.projector.claim-timeout=400ms");
    private final PooledStreamingEventProcessor processor = node.bean(PooledStreamingEventProcessor.class);

    @BeforeAll
    void history() {
        node.append(new RandomHistory(7, List.of("ann", "bob")).next(EVENTS));
        node.append(SavedReply.of("ann").created());
        node.catchUp();
        node.jdbc().sql(HEAD_NEVER_GOES_BACK).update();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void ends_in_the_same_rows_and_the_same_feed_at_the_same_positions() {
        var before = Projected.on(node);
        reset();
        assertThat(Projected.on(node).replies()).isEmpty();
        assertThat(Projected.on(node).feed()).isEqualTo(before.feed());
        processor.start();
        node.catchUp();
        assertThat(Projected.on(node)).isEqualTo(before);
    }

    @Test
    void reads_are_refused_until_it_has_caught_up() {
        reset();
        for (var path : List.of("/api/saved-replies", "/api/snapshot")) {
            var refused = node.get("ann", path);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"rebuilding\"");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
        processor.start();
        node.catchUp();
        assertThat(node.get("ann", "/api/saved-replies").statusCode()).isEqualTo(200);
    }

    @Test
    void cursors_are_good_before_during_and_after_it() {
        var missed = missedSince(30);
        reset();
        assertThat(missedSince(30)).isEqualTo(missed);
        processor.start();
        assertThat(missedSince(30)).isEqualTo(missed);
        node.catchUp();
        assertThat(missedSince(30)).isEqualTo(missed);
    }

    @Test
    void events_during_a_rebuild_are_delivered_after_all_earlier_ones() {
        try (var stream = node.stream("ann").open()) {
            long head = stream.await("sync").position();
            reset();
            var news = SavedReply.of("ann");
            long last = node.append(news.created(), news.retitled("new"));
            processor.start();
            assertThat(stream.changes(2)).extracting(SseFrame::position).containsExactly(last - 1, last);
            assertThat(head).isEqualTo(last - 2);
            assertThat(node.get("ann", "/api/saved-replies/" + news.id()).body())
                    .contains("new");
        }
    }

    private void reset() {
        processor.shutDown();
        processor.resetTokens();
    }

    private List<SseFrame> missedSince(long position) {
        try (var stream = node.stream("ann").from(node.cursor(position)).open()) {
            var sync = stream.await("sync");
            return stream.changes(sync.data().path("replayed").asInt());
        }
    }
}
