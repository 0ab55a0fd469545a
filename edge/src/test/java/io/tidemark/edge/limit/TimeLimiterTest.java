package io.tidemark.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class TimeLimiterTest {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @SuppressWarnings("UnnecessaryMethodReference") // As in the application: nothing that runs is interrupted.
    private final TimeLimiter timeLimiter = new TimeLimiter(
            Schedulers.fromExecutor(thread::execute), Duration.ofMillis(200), () -> Refused.conflict("late", "late"));

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void what_is_done_in_time_is_answered() {
        assertThat(timeLimiter.call(() -> "done").toFuture())
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo("done");
    }

    @Test
    void whoever_waits_is_answered_while_the_work_goes_on() {
        var over = new CountDownLatch(1);
        assertThatThrownBy(() -> timeLimiter
                        .call(() -> over.await(1, TimeUnit.MINUTES))
                        .toFuture()
                        .join())
                .hasCauseInstanceOf(Refused.class);
        over.countDown();
        assertThat(timeLimiter.call(() -> "next").toFuture())
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo("next");
    }

    @Test
    void what_has_not_begun_in_time_is_not_begun() throws InterruptedException {
        var over = new CountDownLatch(1);
        var begun = new AtomicBoolean();
        thread.execute(() -> await(over));
        assertThatThrownBy(() ->
                        timeLimiter.call(() -> begun.getAndSet(true)).toFuture().join())
                .hasCauseInstanceOf(Refused.class);
        over.countDown();
        thread.shutdown();
        assertThat(thread.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).isFalse();
    }

    @Test
    void what_comes_second_has_only_the_time_that_is_left() {
        var patient =
                new TimeLimiter(Schedulers.immediate(), Duration.ofMinutes(1), () -> Refused.conflict("late", "late"));
        var over = new CountDownLatch(1);
        var second = patient.call(Duration.ofMillis(100), () -> over.await(1, TimeUnit.MINUTES));
        assertThat(second.subscribeOn(Schedulers.fromExecutor(thread)).toFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(Refused.class);
        over.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
