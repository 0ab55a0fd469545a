package io.tidemark.command.session.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler.ReviveDeadExecution;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.junit.jupiter.api.Test;

/** What deadlines take for granted about Axon's task and db-scheduler's defaults. */
class FrameworkAssumptionsTest {

    private static final String ADVICE = "Axon's task for deadlines handles failures differently."
            + " DeadlineConfiguration wraps it only because a failed deadline would wait for five minutes;"
            + " see whether that is still so, and whether the wrapper keeps all else that the task does";

    private final Task<?> axons = DbSchedulerDeadlineManager.humanReadableTask(() -> {
        throw new IllegalStateException("no deadline is due here");
    });

    @Test
    void failed_deadline_would_wait_for_five_minutes() {
        assertThat(axons.getFailureHandler())
                .as(ADVICE)
                .isInstanceOf(OnFailureRetryLater.class)
                .extracting("sleepDuration")
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void deadline_of_a_dead_process_is_due_again() {
        assertThat(axons.getDeadExecutionHandler()).as(ADVICE).isInstanceOf(ReviveDeadExecution.class);
    }
}
