package io.tidemark.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tidemark keeps its promises whatever breaks. {@code docs/resilience.md} tells how to run the long form. */
@Tag("slow")
class ResilienceIT {

    @Test
    void keeps_every_promise_whatever_breaks() {
        var plan = Plan.fromProperties();
        assertTimeoutPreemptively(plan.ceiling(), () -> keepsEveryPromise(plan));
    }

    private static void keepsEveryPromise(Plan plan) throws Exception {
        try (var run = Run.start(plan)) {
            var report = run.go();
            System.out.println(report);
            System.out.println(report.json());
            assertThat(run.findings().isEmpty())
                    .as("%s%n%s", run.findings(), report)
                    .isTrue();
        }
    }
}
