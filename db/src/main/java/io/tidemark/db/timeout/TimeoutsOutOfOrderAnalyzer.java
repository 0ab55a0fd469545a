package io.tidemark.db.timeout;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the time-outs that stop the start without a stack trace. */
class TimeoutsOutOfOrderAnalyzer extends AbstractFailureAnalyzer<TimeoutsOutOfOrderException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TimeoutsOutOfOrderException disorder) {
        return new FailureAnalysis(
                "The time-outs are out of order:\n\n    "
                        + String.valueOf(disorder.getMessage()).replace("\n", "\n    "),
                "Change one of each pair. The decision \"Time-outs are ordered\" (docs/adr) lists the order and its reason.",
                disorder);
    }
}
