package io.tidemark.query.read;

import io.tidemark.db.head.HighWaterMark;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class PositionWaitersTest {

    private static final Duration MOMENT = Duration.ofMillis(50);

    private final HighWaterMark highWaterMark = new HighWaterMark("channel", "query");
    private final PositionWaiters waiters = new PositionWaiters(highWaterMark);

    @Test
    void a_reached_position_needs_no_wait() {
        highWaterMark.advanceTo(5);
        StepVerifier.create(waiters.reached(5)).verifyComplete();
    }

    @Test
    void a_position_is_waited_for_until_it_is_reached_or_passed() {
        StepVerifier.create(waiters.reached(5))
                .expectSubscription()
                .then(() -> highWaterMark.advanceTo(4))
                .expectNoEvent(MOMENT)
                .then(() -> highWaterMark.advanceTo(7))
                .verifyComplete();
    }

    @Test
    void all_waits_for_a_reached_position_complete() {
        var ten = Flux.merge(Flux.range(1, 10).map(each -> waiters.reached(3)), 10);
        StepVerifier.create(ten)
                .expectSubscription()
                .expectNoEvent(MOMENT)
                .then(() -> highWaterMark.advanceTo(3))
                .verifyComplete();
    }

    @Test
    void waits_for_later_positions_go_on() {
        StepVerifier.create(waiters.reached(3).mergeWith(waiters.reached(4)))
                .expectSubscription()
                .then(() -> highWaterMark.advanceTo(3))
                .expectNoEvent(MOMENT)
                .then(() -> highWaterMark.advanceTo(4))
                .verifyComplete();
    }

    @Test
    void a_cancelled_wait_does_not_affect_the_others() {
        StepVerifier.create(waiters.reached(3).timeout(MOMENT)).verifyTimeout(Duration.ofMillis(1));
        StepVerifier.create(waiters.reached(3))
                .expectSubscription()
                .then(() -> highWaterMark.advanceTo(3))
                .verifyComplete();
    }

    @Test
    void no_wait_is_missed_while_the_head_advances() {
        var advances = new Thread(() -> LongStream.rangeClosed(1, 20_000).forEach(highWaterMark::advanceTo));
        advances.start();
        var all = Flux.fromStream(LongStream.rangeClosed(1, 20_000).boxed()).concatMap(waiters::reached);
        StepVerifier.create(all).expectComplete().verify(Duration.ofSeconds(10));
    }

    @Test
    void each_is_let_go_with_its_own_position() {
        var order = List.of(5L, 1L, 3L);
        var all = Flux.fromIterable(order)
                .flatMap(position -> waiters.reached(position).thenReturn(position), 3);
        StepVerifier.create(all)
                .then(() -> LongStream.rangeClosed(1, 5).forEach(highWaterMark::advanceTo))
                .expectNext(1L, 3L, 5L)
                .verifyComplete();
    }
}
