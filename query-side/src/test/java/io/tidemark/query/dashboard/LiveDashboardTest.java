package io.tidemark.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.log.Epoch;
import io.tidemark.query.QueryNode;
import io.tidemark.query.projector.ProjectorLag;
import io.tidemark.query.stream.ClientStreams;
import io.tidemark.query.stream.ControlFrames;
import io.tidemark.query.stream.DeliveryLatency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.transaction.PlatformTransactionManager;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

class LiveDashboardTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final QueryNode node = QueryNode.shared();
    private final Readings readings = new Readings();
    private final LiveDashboard live = live(node.bean(Scheduler.class));

    private LiveDashboard live(Scheduler readPool) {
        return new LiveDashboard(
                new DashboardReader(
                        node.jdbc(),
                        node.bean(Epoch.class),
                        node.bean(ProjectorLag.class),
                        node.bean(ClientStreams.class),
                        node.bean(DeliveryLatency.class),
                        List.of(readings),
                        node.bean(PlatformTransactionManager.class)),
                node.bean(ControlFrames.class),
                new DashboardTuning(Duration.ofMillis(20), Duration.ofMinutes(1)),
                readPool);
    }

    /** A part that is different each time, and counts how often it was asked. */
    private static class Readings implements DashboardPart {

        private final AtomicInteger count = new AtomicInteger();
        private volatile boolean fails;

        @Override
        public String name() {
            return "readings";
        }

        @Override
        public Object now() {
            if (fails) {
                throw new IllegalStateException("the part cannot be read");
            }
            return count.incrementAndGet();
        }
    }

    /** Takes a state when it is told to. */
    private static class Watcher extends BaseSubscriber<Dashboard> {

        private final List<Integer> seen = new CopyOnWriteArrayList<>();
        private volatile boolean failed;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Nothing is asked for yet.
        }

        @Override
        protected void hookOnNext(Dashboard state) {
            seen.add((Integer) state.parts().get("readings"));
        }

        @Override
        protected void hookOnError(Throwable failure) {
            failed = true;
        }

        void takeOne() {
            int before = seen.size();
            request(1);
            await().atMost(TIMEOUT).until(() -> seen.size() > before);
        }
    }

    private Watcher watch() {
        return watch(live);
    }

    private static Watcher watch(LiveDashboard live) {
        var watcher = new Watcher();
        live.states().map(LiveDashboard.Shown::state).subscribe(watcher);
        return watcher;
    }

    /** Takes as long, in virtual time, for each reading. */
    private static Scheduler taking(Duration cost, VirtualTimeScheduler time) {
        return new Scheduler() {

            @Override
            public Disposable schedule(Runnable reading) {
                return time.schedule(reading, cost.toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public Worker createWorker() {
                throw new UnsupportedOperationException("a reading is one task");
            }
        };
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void nothing_is_read_without_watchers() {
        var time = VirtualTimeScheduler.getOrSet();
        var live = live(taking(Duration.ZERO, time));
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(readings.count).hasValue(0);
        var watcher = watch(live);
        watcher.request(Long.MAX_VALUE);
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(watcher.seen).hasSizeGreaterThan(1);
        watcher.cancel();
        int afterwards = readings.count.get();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(readings.count).hasValue(afterwards);
    }

    @Test
    void however_many_watch_each_state_is_read_once() {
        var one = watch();
        var other = watch();
        one.request(Long.MAX_VALUE);
        other.request(Long.MAX_VALUE);
        await().atMost(TIMEOUT).until(() -> one.seen.size() >= 10 && other.seen.size() >= 10);
        one.cancel();
        other.cancel();
        assertThat(one.seen).doesNotHaveDuplicates();
        assertThat(other.seen).doesNotHaveDuplicates();
        assertThat(one.seen).containsAnyElementsOf(other.seen);
        assertThat(readings.count.get()).isLessThan(one.seen.size() + other.seen.size());
    }

    @Test
    void all_watchers_get_the_same_frame() {
        var one = new CopyOnWriteArrayList<LiveDashboard.Shown>();
        var other = new CopyOnWriteArrayList<LiveDashboard.Shown>();
        var watching = Disposables.composite(
                live.states().subscribe(one::add), live.states().subscribe(other::add));
        await().atMost(TIMEOUT).until(() -> one.size() >= 10 && other.size() >= 10);
        watching.dispose();
        var frames = one.stream().map(LiveDashboard.Shown::frame).toList();
        assertThat(other)
                .extracting(LiveDashboard.Shown::frame)
                .anyMatch(frame -> frames.stream().anyMatch(same -> same == frame));
    }

    @Test
    void who_takes_them_slowly_gets_the_latest() {
        var slow = watch();
        slow.takeOne();
        int first = slow.seen.get(0);
        await().atMost(TIMEOUT).until(() -> readings.count.get() > first + 20);
        slow.takeOne();
        assertThat(slow.seen.get(1)).isGreaterThan(first + 15);
        slow.cancel();
    }

    @Test
    void a_slow_read_is_repeated_less_often() {
        var time = VirtualTimeScheduler.getOrSet();
        var watcher = watch(live(taking(Duration.ofMillis(100), time)));
        watcher.request(Long.MAX_VALUE);
        time.advanceTimeBy(Duration.ofSeconds(1));
        int before = readings.count.get();
        time.advanceTimeBy(Duration.ofMillis(1500));
        watcher.cancel();
        assertThat(readings.count.get() - before).isEqualTo(3);
    }

    @Test
    void a_failure_ends_it_and_a_later_watcher_starts_it_again() {
        var watcher = watch();
        watcher.takeOne();
        readings.fails = true;
        watcher.request(Long.MAX_VALUE);
        await().atMost(TIMEOUT).until(() -> watcher.failed);
        readings.fails = false;
        var later = watch();
        later.takeOne();
        assertThat(later.failed).isFalse();
        later.cancel();
    }
}
