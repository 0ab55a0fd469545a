package io.tidemark.query.feed.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.query.feed.store.FeedTuning;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.axonframework.queryhandling.UpdateHandlerRegistration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ChannelUpdateEmitterTest {

    private static final int ANY_BUFFER = 1;

    private final ChannelUpdateEmitter updates =
            new ChannelUpdateEmitter(new FeedTuning(500, 65_536, 1_000_000, 1_000_000));

    private record ByChannel(String channel) implements ChannelQuery {}

    @Test
    void a_subscriber_gets_only_the_updates_of_its_channel() {
        var ann = follow("user:ann");
        var bob = follow("user:bob");
        emit("user:ann", 1);
        emit("user:bob", 2);
        emit("user:ann", 3);
        assertThat(received(ann)).containsExactly(1L, 3L);
        assertThat(received(bob)).containsExactly(2L);
    }

    @Test
    void all_subscribers_of_a_channel_get_the_same_frame() {
        var one = follow("user:ann");
        var other = follow("user:ann");
        var frame = Frames.of("user:ann", 1, 10);
        updates.emit(frame);
        assertThat(firstUpdate(one).frames().get(0))
                .isSameAs(firstUpdate(other).frames().get(0))
                .isSameAs(frame);
    }

    @Test
    void what_is_emitted_before_the_subscriber_asks_is_kept_however_much_it_is() {
        var late = follow("user:ann");
        LongStream.rangeClosed(1, 5_000).forEach(position -> emit("user:ann", position));
        assertThat(received(late))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 5_000).boxed().toList());
    }

    @Test
    void a_channel_is_followed_while_it_has_subscribers() {
        assertThat(updates.isFollowed("user:ann")).isFalse();
        var one = follow("user:ann");
        var other = follow("user:ann");
        assertThat(updates.isFollowed("user:ann")).isTrue();
        assertThat(updates.isFollowed("user:bob")).isFalse();
        assertThat(one.getRegistration().cancel()).isTrue();
        assertThat(updates.isFollowed("user:ann")).isTrue();
        assertThat(other.getRegistration().cancel()).isTrue();
        assertThat(updates.isFollowed("user:ann")).isFalse();
        assertThat(other.getRegistration().cancel()).isFalse();
    }

    @Test
    void a_subscriber_that_cancels_is_forgotten() {
        StepVerifier.create(follow("user:ann").getUpdates()).thenCancel().verify();
        assertThat(updates.activeSubscriptions()).isEmpty();
        assertThat(updates.isFollowed("user:ann")).isFalse();
    }

    @Test
    void it_knows_who_follows() {
        var query = query("user:ann");
        updates.registerUpdateHandler(query, ANY_BUFFER);
        assertThat(updates.queryUpdateHandlerRegistered(query)).isTrue();
        assertThat(updates.queryUpdateHandlerRegistered(query("user:ann"))).isFalse();
        assertThat(updates.queryUpdateHandlerRegistered(query("user:bob"))).isFalse();
        assertThat(updates.activeSubscriptions()).singleElement().isSameAs(query);
    }

    @Test
    void it_remembers_the_last_position_that_a_followed_channel_was_offered() {
        emit("user:ann", 1);
        assertThat(updates.lastOffered("user:ann")).isZero();
        follow("user:ann");
        emit("user:ann", 2);
        emit("user:bob", 3);
        assertThat(updates.lastOffered("user:ann")).isEqualTo(2);
    }

    @Test
    void all_subscribers_are_told_of_entries_that_were_left_out() {
        var ann = follow("user:ann");
        var bob = follow("user:bob");
        emit("user:bob", 7);
        updates.leaveOut(5);
        assertThat(updates.lastOffered("user:ann")).isEqualTo(5);
        assertThat(updates.lastOffered("user:bob")).isEqualTo(7);
        assertThat(firstUpdate(ann).overflowed()).isTrue();
        assertThat(firstUpdate(bob).overflowed()).isTrue();
    }

    @Test
    void whom_it_completes_sees_the_end_and_the_others_go_on() {
        var ann = follow("user:ann");
        var bob = follow("user:bob");
        updates.complete(query -> query.getPayload().equals(new ByChannel("user:ann")));
        StepVerifier.create(ann.getUpdates()).verifyComplete();
        StepVerifier.create(bob.getUpdates().take(Duration.ofMillis(50)))
                .then(() -> emit("user:bob", 1))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void whom_it_fails_sees_the_failure() {
        var ann = follow("user:ann");
        StepVerifier.create(ann.getUpdates())
                .then(() -> updates.completeExceptionally(query -> true, new IllegalStateException("no more")))
                .verifyErrorMessage("no more");
        assertThat(updates.activeSubscriptions()).isEmpty();
    }

    @Test
    void a_subscriber_that_fails_takes_no_other_with_it() {
        var failing = follow("user:ann");
        var fine = follow("user:ann");
        failing.getUpdates()
                .subscribe(
                        update -> {
                            throw new IllegalStateException("failed");
                        },
                        failure -> assertThat(failure).hasMessage("failed"));
        emit("user:ann", 1);
        emit("user:ann", 2);
        assertThat(received(fine)).containsExactly(1L, 2L);
    }

    @Test
    void only_channels_can_be_followed_and_only_the_feed_emits() {
        var other = new GenericSubscriptionQueryMessage<>(
                "anything", ResponseTypes.instanceOf(String.class), ResponseTypes.instanceOf(FeedUpdate.class));
        assertThatThrownBy(() -> updates.registerUpdateHandler(other, ANY_BUFFER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> updates.emit(String.class, query -> true, "update"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private UpdateHandlerRegistration<FeedUpdate> follow(String channel) {
        return updates.registerUpdateHandler(query(channel), ANY_BUFFER);
    }

    private static SubscriptionQueryMessage<ByChannel, String, FeedUpdate> query(String channel) {
        return new GenericSubscriptionQueryMessage<>(
                new ByChannel(channel),
                ResponseTypes.instanceOf(String.class),
                ResponseTypes.instanceOf(FeedUpdate.class));
    }

    private void emit(String channel, long position) {
        updates.emit(Frames.of(channel, position, 100));
    }

    private static FeedUpdate firstUpdate(UpdateHandlerRegistration<FeedUpdate> registration) {
        return first(registration.getUpdates());
    }

    private static List<Long> received(UpdateHandlerRegistration<FeedUpdate> registration) {
        return firstUpdate(registration).frames().stream()
                .map(frame -> frame.entry().position())
                .toList();
    }

    private static FeedUpdate first(Flux<SubscriptionQueryUpdateMessage<FeedUpdate>> all) {
        return Mono.from(all)
                .map(SubscriptionQueryUpdateMessage::getPayload)
                .blockOptional(Duration.ofSeconds(5))
                .orElseThrow();
    }
}
