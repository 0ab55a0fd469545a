package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class FairQueueTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MAX_WAITING = 10;

    private final FairQueue queue = new FairQueue("turn", 2, MAX_WAITING);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Integer> read = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        gate.countDown();
        queue.close();
    }

    @Test
    void so_many_read_at_once_and_the_others_wait() {
        var reads = take(5);
        await().during(Duration.ofMillis(100)).until(() -> queue.running() == 2 && queue.waiting() == 3);
        gate.countDown();
        assertThat(reads).allSatisfy(each -> assertThat(each).succeedsWithin(SOON));
        await().atMost(SOON).until(() -> queue.running() == 0 && queue.waiting() == 0);
    }

    @Test
    void first_come_first_served() {
        try (var oneByOne = new FairQueue("turn", 1, MAX_WAITING)) {
            var reads = IntStream.range(0, 10)
                    .mapToObj(number -> oneByOne.take(reading(number)).toFuture())
                    .toList();
            gate.countDown();
            assertThat(reads.get(9)).succeedsWithin(SOON);
            assertThat(read).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    @Test
    void a_cancelled_read_leaves_the_queue() {
        var reads = take(4);
        reads.get(2).cancel(true);
        assertThat(queue.waiting()).isEqualTo(1);
        gate.countDown();
        assertThat(reads.get(3)).succeedsWithin(SOON);
        assertThat(read).doesNotContain(2);
    }

    @Test
    void one_more_than_may_wait_is_refused() {
        var reads = take(2 + MAX_WAITING + 1);
        assertThat(reads.get(2 + MAX_WAITING))
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
        gate.countDown();
        assertThat(reads.get(1 + MAX_WAITING)).succeedsWithin(SOON);
    }

    @Test
    void a_read_that_fails_ends_its_turn() {
        for (int failing = 0; failing < 5; failing++) {
            assertThat(queue.take(Mono.error(new IllegalStateException("failed")))
                            .toFuture())
                    .failsWithin(SOON);
        }
        gate.countDown();
        assertThat(take(1).get(0)).succeedsWithin(SOON);
    }

    @Test
    void an_error_of_the_machine_is_told_and_ends_the_turn() {
        for (int failing = 0; failing < 5; failing++) {
            assertThat(queue.take(Mono.fromCallable(FairQueueTest::withoutAClass))
                            .toFuture())
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(NoClassDefFoundError.class);
        }
        gate.countDown();
        assertThat(take(1).get(0)).succeedsWithin(SOON);
    }

    private static int withoutAClass() {
        throw new NoClassDefFoundError("on purpose");
    }

    @Test
    void without_a_thread_a_turn_is_over_and_the_next_one_is_not_lost() {
        var missing = new AtomicInteger(3);
        ThreadFactory scarce = work -> {
            if (missing.getAndDecrement() > 0) {
                throw new OutOfMemoryError("on purpose");
            }
            return new Thread(work);
        };
        try (var one = new FairQueue(Executors.newFixedThreadPool(1, scarce), 1, MAX_WAITING)) {
            for (int failing = 0; failing < 3; failing++) {
                assertThat(one.take(reading(0)).toFuture()).failsWithin(SOON);
            }
            gate.countDown();
            assertThat(one.take(reading(1)).toFuture()).succeedsWithin(SOON);
        }
    }

    private List<CompletableFuture<Integer>> take(int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> queue.take(reading(each)).toFuture())
                .toList();
    }

    /** A read that takes until the gate is opened. */
    private Mono<Integer> reading(int number) {
        return Mono.fromCallable(() -> {
            gate.await();
            read.add(number);
            return number;
        });
    }
}
