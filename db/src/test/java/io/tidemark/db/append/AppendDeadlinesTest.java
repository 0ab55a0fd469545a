package io.tidemark.db.append;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AppendDeadlinesTest {

    @Test
    void a_wait_ends_when_its_time_is_up() {
        try (var deadlines = new AppendDeadlines(ofMillis(100))) {
            assertIsAbandoned(deadlines, pending(ofHours(1)));
        }
    }

    @Test
    void a_wait_ends_at_the_command_s_deadline() {
        try (var deadlines = new AppendDeadlines(ofHours(1))) {
            assertIsAbandoned(deadlines, pending(ofMillis(100)));
        }
    }

    @Test
    void an_append_in_time_returns_its_position() throws Exception {
        try (var deadlines = new AppendDeadlines(ofSeconds(5))) {
            var pending = pending(ofHours(1));
            pending.position().completeOnTimeout(7L, 100, MILLISECONDS);
            assertThat(deadlines.await(pending)).isEqualTo(7);
        }
    }

    @Test
    void a_wait_that_cannot_be_ended_well_keeps_no_other_from_its_end() {
        try (var deadlines = new AppendDeadlines(ofMillis(100))) {
            var broken = new CompletableFuture<Long>() {
                @Override
                public boolean completeExceptionally(Throwable failure) {
                    super.completeExceptionally(failure);
                    throw new IllegalStateException("broken");
                }
            };
            assertIsAbandoned(deadlines, new PendingAppend(List.of(), null, null, broken));
            assertIsAbandoned(deadlines, pending(ofHours(1)));
        }
    }

    @Test
    void its_close_ends_all_waits() {
        var deadlines = new AppendDeadlines(ofHours(1));
        var pending = pending(ofHours(1));
        var waiting = CompletableFuture.runAsync(() -> assertIsAbandoned(deadlines, pending));
        while (pending.position().getNumberOfDependents() == 0) {
            Thread.onSpinWait();
        }
        deadlines.close();
        assertThat(waiting).succeedsWithin(10, SECONDS);
        assertIsAbandoned(deadlines, pending(ofHours(1)));
    }

    private static PendingAppend pending(Duration patience) {
        return new PendingAppend(List.of(), null, Deadline.of(patience));
    }

    private static void assertIsAbandoned(AppendDeadlines deadlines, PendingAppend pending) {
        assertThatThrownBy(() -> deadlines.await(pending))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LogUnavailableException.class);
        assertThat(pending.isAbandoned()).isTrue();
    }
}
