package io.tidemark.query.feed.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.query.feed.store.FeedBatch;
import io.tidemark.query.feed.store.FeedTuning;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentBatchesTest {

    private static final int ENOUGH = 1000;

    private final HighWaterMark highWaterMark = new HighWaterMark("none", "none");
    private final RecentBatches recent = entries(ENOUGH);
    private final FeedPublisher publisher = new FeedPublisher(recent, highWaterMark);

    @Test
    void a_published_batch_advances_the_high_water_mark() {
        publisher.publish(growth(4, 7));
        assertThat(highWaterMark.position()).isEqualTo(7);
    }

    @Test
    void a_reader_at_the_previous_position_gets_the_batch() {
        var first = growth(4, 7);
        var second = growth(7, 9);
        publisher.publish(first);
        publisher.publish(second);
        assertThat(recent.after(4)).isSameAs(first);
        assertThat(recent.after(7)).isSameAs(second);
        assertThat(recent.after(9)).isNull();
    }

    @Test
    void a_reader_within_a_batch_gets_that_batch() {
        var feedBatch = growth(4, 7);
        publisher.publish(feedBatch);
        assertThat(recent.after(5)).isSameAs(feedBatch);
    }

    @Test
    void a_reader_further_behind_has_to_query_the_database() {
        var feedBatch = growth(4, 7);
        publisher.publish(feedBatch);
        assertThat(recent.after(3)).isNull();
        assertThat(recent.after(4)).isSameAs(feedBatch);
    }

    @Test
    void entries_of_another_process_in_between_are_not_skipped() {
        var last = growth(8, 9);
        publisher.publish(growth(4, 7));
        publisher.publish(last);
        assertThat(recent.after(7)).isNull();
        assertThat(recent.after(8)).isSameAs(last);
    }

    @Test
    void history_that_is_projected_again_is_nothing_new() {
        publisher.publish(growth(4, 7));
        publisher.publish(new FeedBatch(7, List.of(), 2));
        assertThat(highWaterMark.position()).isEqualTo(7);
        assertThat(recent.after(7)).isNull();
    }

    @Test
    void it_holds_no_more_than_it_may() {
        var few = entries(growth(0, 3).size());
        few.add(growth(0, 3));
        few.add(growth(3, 6));
        assertThat(few.after(0)).isNull();
        assertThat(few.after(3)).isNotNull();
    }

    private static RecentBatches entries(int maxChars) {
        return new RecentBatches(new FeedTuning(1, 1, maxChars, 1));
    }

    private static FeedBatch growth(long after, long upTo) {
        return new FeedBatch(
                after,
                LongStream.rangeClosed(after + 1, upTo)
                        .mapToObj(position -> Frames.entry("user:ann", position))
                        .toList(),
                upTo);
    }
}
