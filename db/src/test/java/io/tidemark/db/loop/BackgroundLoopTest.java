package io.tidemark.db.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BackgroundLoopTest {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger steps = new AtomicInteger();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final AtomicInteger finished = new AtomicInteger();

    private Loop loop = new Loop(PAUSE, LONG, () -> TimeUnit.DAYS.sleep(1));

    private interface Step {
        void run() throws SQLException, InterruptedException;
    }

    private final class Loop extends BackgroundLoop {

        private final Step step;

        Loop(Duration pause, Duration closeTimeout, Step step) {
            super("test-loop", pause, closeTimeout);
            this.step = step;
        }

        @Override
        protected void step() throws SQLException, InterruptedException {
            thread.set(Thread.currentThread());
            steps.incrementAndGet();
            step.run();
        }

        @Override
        protected void failed(Exception cause) {
            failures.add(cause);
        }

        @Override
        protected void finish() {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            finished.incrementAndGet();
        }
    }

    private Thread thread() {
        return Objects.requireNonNull(thread.get());
    }

    private void start(Duration pause, Duration closeTimeout, Step step) {
        loop = new Loop(pause, closeTimeout, step);
        loop.afterPropertiesSet();
        await().untilAtomic(steps, count -> assertThat(count).isPositive());
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void constructor_starts_no_thread() {
        await().during(PAUSE).until(() -> steps.get() == 0);
    }

    @Test
    void thread_is_a_named_daemon_unless_it_keeps_the_process_alive() {
        start(PAUSE, LONG, () -> TimeUnit.DAYS.sleep(1));
        assertThat(thread().getName()).isEqualTo("test-loop");
        assertThat(thread().isDaemon()).isTrue();
        loop.close();
        loop = new Loop(PAUSE, LONG, () -> TimeUnit.DAYS.sleep(1));
        loop.keepProcessAlive();
        loop.start();
        await().until(() -> !thread().isDaemon());
    }

    @Test
    void failed_steps_are_reported_and_repeated_after_a_pause() {
        start(PAUSE, LONG, () -> {
            throw new SQLException("refused");
        });
        await().until(() -> failures.size() >= 3);
        assertThat(failures).hasOnlyElementsOfType(SQLException.class);
        loop.close();
        start(LONG, LONG, () -> {
            throw new IllegalStateException("broken");
        });
        await().until(() -> failures.get(failures.size() - 1) instanceof IllegalStateException);
        int before = steps.get();
        await().during(PAUSE.multipliedBy(3)).until(() -> steps.get() == before);
    }

    @Test
    void close_wakes_a_step_a_pause_and_a_wait_and_lets_the_thread_finish() {
        List<Step> waits = List.of(() -> TimeUnit.DAYS.sleep(1), () -> loop.awaitNews(() -> false), () -> {
            throw new SQLException("pausing");
        });
        for (var wait : waits) {
            start(LONG, LONG, wait);
            loop.close();
            assertThat(thread().isAlive()).isFalse();
        }
        assertThat(finished).hasValue(waits.size());
    }

    @Test
    void failure_of_a_step_that_close_has_ended_is_not_reported() {
        start(PAUSE, LONG, () -> {
            loop.awaitNews(() -> false);
            throw new IllegalStateException("the pool is closed");
        });
        loop.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void close_waits_no_longer_than_it_may() {
        var stuck = new CountDownLatch(1);
        start(PAUSE, PAUSE, () -> awaitUninterruptibly(stuck));
        loop.close();
        assertThat(thread().isAlive()).isTrue();
        stuck.countDown();
        await().until(() -> !thread().isAlive());
    }

    @Test
    void wake_makes_it_look_for_news_again() {
        var news = new AtomicInteger();
        start(PAUSE, LONG, () -> loop.awaitNews(() -> news.getAndSet(0) > 0));
        news.set(1);
        loop.wake();
        await().untilAtomic(steps, count -> assertThat(count).isEqualTo(2));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                open = latch.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException ignored) {
                // As a read from a socket does.
            }
        }
    }
}
