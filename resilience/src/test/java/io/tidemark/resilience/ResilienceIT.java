package io.tidemark.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tidemark keeps its promises whatever breaks. {@code docs/resilience.md} tells how to run the long form. */
class ResilienceIT {

    @Test
    void keeps_every_promise_whatever_breaks() throws Exception {
        try (var run = Run.start(Plan.fromProperties())) {
            var report = run.go();
            System.out.println(report);
            System.out.println(report.json());
            assertThat(run.findings().isEmpty())
                    .as("%s%n%s", run.findings(), report)
                    .isTrue();
        }
    }
}
