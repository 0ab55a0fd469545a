package io.tidemark.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class FairSharesTest {

    private static final int THREADS = 8;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final FairShares.Pool pool = threads::execute;
    private final FairShares shares = new FairShares(2, 3, "too many wait");
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() {
        gate.countDown();
        threads.shutdownNow();
    }

    private <T> CompletableFuture<T> call(String key, T result) {
        return shares.call(key, pool, () -> result).toFuture();
    }

    /** Work of a key that holds its place until the gate opens. */
    private void occupy(String key) throws InterruptedException {
        assertThat(hold(key)).isNotDone();
    }

    private CompletableFuture<Boolean> hold(String key) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var work = shares.call(key, pool, () -> {
                    begun.countDown();
                    return gate.await(1, TimeUnit.MINUTES);
                })
                .toFuture();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        return work;
    }

    private static void assertThatItIsRefused(CompletableFuture<?> work) {
        assertThat(work)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Refused.Kind.UNAVAILABLE);
                    assertThat(refused.code()).isEqualTo("busy");
                    assertThat(refused.detail()).isEqualTo("too many wait");
                    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                });
    }

    @Test
    void result_is_kept_until_the_caller_asks_for_it() {
        var received = new CompletableFuture<String>();
        var caller = new BaseSubscriber<String>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // It asks later.
            }

            @Override
            protected void hookOnNext(String result) {
                received.complete(result);
            }
        };
        shares.call("ann", pool, () -> "result").subscribe(caller);
        assertThat(becomes(() -> shares.keys() == 0)).isTrue();
        caller.request(1);
        assertThat(received).succeedsWithin(SOON).isEqualTo("result");
    }

    @Test
    void a_key_has_its_share_and_the_others_pass() throws InterruptedException {
        occupy("ann");
        occupy("ann");
        var third = call("ann", "third");
        assertThat(threads.getActiveCount()).isEqualTo(2);
        assertThat(call("bob", "bob's")).succeedsWithin(SOON).isEqualTo("bob's");
        assertThat(third).isNotDone();
        gate.countDown();
        assertThat(third).succeedsWithin(SOON).isEqualTo("third");
    }

    @Test
    void one_more_than_may_wait_is_refused() throws InterruptedException {
        var meters = new SimpleMeterRegistry();
        shares.metered("tidemark.test", meters);
        occupy("ann");
        occupy("ann");
        var waiting = List.of(call("ann", 1), call("ann", 2), call("ann", 3));
        assertThatItIsRefused(call("ann", 4));
        assertThat(meters.get("tidemark.test.waiting").gauge().value()).isEqualTo(3);
        assertThat(meters.get("tidemark.test.refused").functionCounter().count())
                .isEqualTo(1);
        gate.countDown();
        assertThat(waiting).allSatisfy(each -> assertThat(each).succeedsWithin(SOON));
        assertThat(shares.waiting()).isZero();
    }

    @Test
    void share_is_kept_until_the_work_ends_although_the_caller_stopped_waiting() throws InterruptedException {
        hold("ann").cancel(true);
        hold("ann").cancel(true);
        var third = call("ann", "third");
        assertThat(call("bob", "bob's")).succeedsWithin(SOON).isEqualTo("bob's");
        assertThat(third).isNotDone();
        gate.countDown();
        assertThat(third).succeedsWithin(SOON).isEqualTo("third");
    }

    @Test
    void what_nobody_waits_for_any_more_is_skipped() throws InterruptedException {
        occupy("ann");
        occupy("ann");
        var ran = new AtomicInteger();
        var abandoned = shares.call("ann", pool, ran::incrementAndGet).toFuture();
        var next = call("ann", "next");
        abandoned.cancel(true);
        gate.countDown();
        assertThat(next).succeedsWithin(SOON).isEqualTo("next");
        assertThat(ran).hasValue(0);
    }

    @Test
    void a_failure_is_passed_on_and_gives_the_share_back() {
        for (int i = 0; i < 5; i++) {
            assertThat(shares.call("ann", pool, () -> {
                                throw new IllegalStateException("failed");
                            })
                            .toFuture())
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .havingCause()
                    .withMessage("failed");
        }
        assertThat(call("ann", "done")).succeedsWithin(SOON).isEqualTo("done");
    }

    @Test
    void a_full_pool_refuses_and_no_share_is_lost() throws InterruptedException {
        var full = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
        try {
            full.execute(() -> await(gate));
            for (int i = 0; i < 5; i++) {
                assertThat(shares.call("ann", full::execute, () -> "never").toFuture())
                        .failsWithin(SOON)
                        .withThrowableThat()
                        .withCauseInstanceOf(RejectedExecutionException.class);
            }
            occupy("ann");
            occupy("ann");
            var refusedLater = shares.call("ann", full::execute, () -> "never").toFuture();
            var next = call("ann", "next");
            gate.countDown();
            assertThat(next).succeedsWithin(SOON).isEqualTo("next");
            assertThat(refusedLater).isDone();
        } finally {
            full.shutdownNow();
        }
    }

    @Test
    void work_that_waits_too_long_is_answered_and_skipped() throws InterruptedException {
        shares.patient(Duration.ofMillis(100), () -> Refused.conflict("late", "late"));
        occupy("ann");
        occupy("ann");
        var ran = new AtomicInteger();
        assertThat(shares.call("ann", pool, ran::incrementAndGet).toFuture())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .withMessage("late");
        gate.countDown();
        assertThat(becomes(() -> shares.keys() == 0)).isTrue();
        assertThat(ran).hasValue(0);
    }

    @Test
    void what_has_its_turn_may_take_longer_than_that() throws InterruptedException {
        shares.patient(Duration.ofMillis(100), () -> Refused.conflict("late", "late"));
        var first = hold("ann");
        occupy("ann");
        assertThat(call("ann", "third")).failsWithin(SOON);
        gate.countDown();
        assertThat(first).succeedsWithin(SOON).isEqualTo(true);
    }

    @Test
    void nothing_is_kept_of_a_key_without_tasks() {
        for (int i = 0; i < 100; i++) {
            assertThat(call("user-" + i, i)).succeedsWithin(SOON);
        }
        assertThat(becomes(() -> shares.keys() == 0)).isTrue();
    }

    @Test
    void keys_take_turns_in_the_pool() throws InterruptedException {
        var single = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        try {
            var one = new FairShares(1, 100, "too many wait");
            var order = new ConcurrentLinkedQueue<String>();
            single.execute(() -> await(gate));
            var work = new ArrayList<CompletableFuture<Boolean>>();
            for (String key : List.of("ann", "ann", "ann", "bob", "bob", "cleo")) {
                work.add(one.call(key, single::execute, () -> order.add(key)).toFuture());
            }
            gate.countDown();
            assertThat(work).allSatisfy(each -> assertThat(each).succeedsWithin(SOON));
            assertThat(order).containsExactly("ann", "bob", "cleo", "ann", "bob", "ann");
        } finally {
            single.shutdownNow();
        }
    }

    /** A thing with one task at a time, whose tasks need their user's share too. */
    @Test
    void who_waits_for_the_outer_share_takes_none_of_the_inner_one() throws InterruptedException {
        var things = new FairShares(1, 10, "too many wait");
        FairShares.Pool ofAnn = task -> shares.execute("ann", pool, task);
        var hot = new ArrayList<CompletableFuture<Boolean>>();
        for (int i = 0; i < 5; i++) {
            hot.add(things.call("hot", ofAnn, () -> gate.await(1, TimeUnit.MINUTES))
                    .toFuture());
        }
        assertThat(things.call("cold", ofAnn, () -> "done").toFuture())
                .succeedsWithin(SOON)
                .isEqualTo("done");
        gate.countDown();
        assertThat(hot).allSatisfy(each -> assertThat(each).succeedsWithin(SOON));
        assertThat(becomes(() -> things.keys() + shares.keys() == 0)).isTrue();
    }

    @Test
    void what_the_inner_share_refuses_gives_the_outer_one_back() throws InterruptedException {
        var things = new FairShares(1, 10, "too many wait");
        FairShares.Pool ofAnn = task -> shares.execute("ann", pool, task);
        occupy("ann");
        occupy("ann");
        var waiting = List.of(call("ann", 1), call("ann", 2), call("ann", 3));
        assertThatItIsRefused(things.call("thing", ofAnn, () -> "never").toFuture());
        assertThat(things.keys()).isZero();
        gate.countDown();
        assertThat(waiting).allSatisfy(each -> assertThat(each).succeedsWithin(SOON));
    }

    /** Many threads, keys and nested shares: never more than the share, each task once, in the order of its key. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shares_hold_under_load(long seed) {
        var random = new Random(seed);
        var users = new FairShares(3, 1000, "too many wait");
        var things = new FairShares(1, 1000, "too many wait");
        var load = new Load(users, things);
        var work = IntStream.range(0, 3000)
                .mapToObj(i -> load.send("user-" + random.nextInt(4), "thing-" + random.nextInt(12), i))
                .toList();
        assertThat(work).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofMinutes(1)));
        assertThat(load.tooMany).hasValue(0);
        assertThat(load.ran)
                .hasSize(12)
                .allSatisfy((thing, order) ->
                        assertThat(List.copyOf(order)).isSorted().doesNotHaveDuplicates());
        assertThat(load.ran.values().stream()
                        .mapToInt(ConcurrentLinkedQueue::size)
                        .sum())
                .isEqualTo(3000);
        assertThat(becomes(() -> users.keys() + things.keys() == 0)).isTrue();
    }

    /** Sends tasks, and looks whether too many of a kind run at once. */
    private final class Load {

        private final FairShares users;
        private final FairShares things;
        private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        private final Map<String, ConcurrentLinkedQueue<Integer>> ran = new ConcurrentHashMap<>();
        private final AtomicInteger tooMany = new AtomicInteger();

        Load(FairShares users, FairShares things) {
            this.users = users;
            this.things = things;
        }

        CompletableFuture<Integer> send(String user, String thing, int number) {
            FairShares.Pool share = task -> users.execute(user, pool, task);
            return things.call(thing, share, () -> run(user, thing, number)).toFuture();
        }

        private int run(String user, String thing, int number) {
            tooMany.addAndGet(Math.max(0, begun(user) - 3) + Math.max(0, begun(thing) - 1));
            ran.computeIfAbsent(thing, key -> new ConcurrentLinkedQueue<>()).add(number);
            ended(thing);
            ended(user);
            return number;
        }

        private int begun(String key) {
            return runningOf(key).incrementAndGet();
        }

        private void ended(String key) {
            runningOf(key).decrementAndGet();
        }

        private AtomicInteger runningOf(String key) {
            return running.computeIfAbsent(key, each -> new AtomicInteger());
        }
    }

    /** Whether it becomes true soon: a place is given back just after the result. */
    private static boolean becomes(BooleanSupplier condition) {
        var end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return condition.getAsBoolean();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
