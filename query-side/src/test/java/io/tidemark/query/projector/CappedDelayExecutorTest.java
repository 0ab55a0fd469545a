package io.tidemark.query.projector;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

class CappedDelayExecutorTest {

    private final CappedDelayExecutor coordinator =
            new CappedDelayExecutor(new CustomizableThreadFactory("prompt-"), Duration.ofMillis(750));

    @AfterEach
    void stop() {
        coordinator.shutdownNow();
    }

    @Test
    void nothing_is_put_off_for_long() {
        assertThat(delay(60, SECONDS)).isBetween(1L, 750L);
    }

    @Test
    void room_for_more_events_is_looked_for_at_once() {
        assertThat(delay(100, MILLISECONDS)).isLessThanOrEqualTo(5);
    }

    @Test
    void all_else_waits_as_long_as_it_is_told_to() {
        assertThat(delay(500, MILLISECONDS)).isBetween(400L, 500L);
    }

    private long delay(long time, TimeUnit unit) {
        return coordinator.schedule(() -> {}, time, unit).getDelay(MILLISECONDS);
    }
}
