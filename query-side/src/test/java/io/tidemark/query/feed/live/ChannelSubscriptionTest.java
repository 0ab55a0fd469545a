package io.tidemark.query.feed.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.UsedMemory;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class ChannelSubscriptionTest {

    private static final int MAX_BYTES = 1000;

    private final ChannelSubscription subscription = new ChannelSubscription(
            new GenericSubscriptionQueryMessage<>(
                    "query", ResponseTypes.instanceOf(String.class), ResponseTypes.instanceOf(FeedUpdate.class)),
            MAX_BYTES);

    private final Flux<FeedUpdate> updates = subscription.updates().map(SubscriptionQueryUpdateMessage::getPayload);

    @Test
    void nothing_is_emitted_that_was_not_asked_for() {
        StepVerifier.create(updates, 0)
                .expectSubscription()
                .then(() -> offer(1, 10))
                .expectNoEvent(Duration.ofMillis(50))
                .thenRequest(1)
                .assertNext(update -> assertThat(positions(update)).containsExactly(1L))
                .then(() -> offer(2, 10))
                .expectNoEvent(Duration.ofMillis(50))
                .thenCancel()
                .verify();
    }

    @Test
    void a_single_frame_is_the_same_object_for_all_subscribers() {
        var frame = Frames.of("user:ann", 1, 10);
        var alone = new FeedUpdate(List.of(frame), false).asMessage();
        StepVerifier.create(subscription.updates())
                .then(() -> subscription.offer(frame, alone))
                .assertNext(update -> assertThat(update).isSameAs(alone))
                .thenCancel()
                .verify();
    }

    @Test
    void waiting_frames_are_one_update_when_requested() {
        StepVerifier.create(updates, 1)
                .then(() -> offer(1, 10))
                .assertNext(update -> assertThat(positions(update)).containsExactly(1L))
                .then(() -> LongStream.rangeClosed(2, 4).forEach(position -> offer(position, 10)))
                .thenRequest(1)
                .assertNext(update -> assertThat(positions(update)).containsExactly(2L, 3L, 4L))
                .thenCancel()
                .verify();
    }

    @Test
    void as_much_as_fits_the_bytes_is_kept() {
        offer(1, MAX_BYTES / 2);
        offer(2, MAX_BYTES / 2);
        StepVerifier.create(updates)
                .assertNext(update -> {
                    assertThat(update.overflowed()).isFalse();
                    assertThat(positions(update)).containsExactly(1L, 2L);
                })
                .thenCancel()
                .verify();
    }

    @Test
    void beyond_the_bytes_all_is_forgotten_and_one_update_says_so() {
        LongStream.rangeClosed(1, 100).forEach(position -> offer(position, MAX_BYTES / 10));
        StepVerifier.create(updates)
                .assertNext(update -> {
                    assertThat(update.overflowed()).isTrue();
                    assertThat(update.frames()).isEmpty();
                })
                .then(() -> offer(101, 10))
                .assertNext(update -> {
                    assertThat(update.overflowed()).isFalse();
                    assertThat(positions(update)).containsExactly(101L);
                })
                .thenCancel()
                .verify();
    }

    @Test
    void after_it_was_told_of_an_overflow_a_subscriber_may_fall_behind_as_far_again() {
        offer(1, MAX_BYTES + 1);
        StepVerifier.create(updates, 1)
                .expectNextCount(1)
                .then(() -> offer(2, MAX_BYTES))
                .thenRequest(1)
                .assertNext(update -> assertThat(positions(update)).containsExactly(2L))
                .thenCancel()
                .verify();
    }

    @Test
    void a_subscriber_that_never_asks_costs_no_more_than_its_bytes() {
        long before = UsedMemory.bytes();
        LongStream.rangeClosed(1, 100_000).forEach(position -> offer(position, 600));
        long after = UsedMemory.bytes();
        System.out.printf("Heap held for a subscriber that never asks, 100,000 frames: %,d bytes%n", after - before);
        assertThat(after - before).isLessThan(1_000_000);
        StepVerifier.create(updates)
                .expectNextMatches(FeedUpdate::overflowed)
                .thenCancel()
                .verify();
    }

    @Test
    void one_that_comes_after_the_end_sees_the_end() {
        subscription.complete();
        StepVerifier.create(updates).verifyComplete();
    }

    private void offer(long position, int bytes) {
        var frame = Frames.of("user:ann", position, bytes);
        subscription.offer(frame, new FeedUpdate(List.of(frame), false).asMessage());
    }

    private static List<Long> positions(FeedUpdate update) {
        return update.frames().stream().map(frame -> frame.entry().position()).toList();
    }
}
